// Draws the page numbers of the miniature sites for people who look at them in a browser; crawlers read the call.
function createPageHTML() {
  var a = arguments, box = isNaN(a[0]), n = box ? a[1] : a[0], at = box ? a[2] - 1 : a[1];
  var stem = box ? a[3] : a[2], ext = box ? a[4] : a[3], out = "";
  for (var i = 0; i < n; i++) {
    var name = i === 0 ? stem : stem + "_" + (box ? i + 1 : i);
    out += i === at ? "<b>" + (i + 1) + "</b>" : '<a href="' + name + "." + ext + '">' + (i + 1) + "</a>";
  }
  if (box) document.getElementById(a[0]).innerHTML = out; else document.write(out);
}
