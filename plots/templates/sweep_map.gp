# sweep_map.gp: one output of a sweep over two of its parameters, with its contours and the lines where limits and requirements end; hatched
# where a limit fails at a point, grey where there is no value. Reads sweep.csv beside it; `gnuplot sweep_map.gp` makes sweep_map.svg and
# sweep_map.png.
@LOOK@
@DATA@
# The rows drawn, read once: column and row of the map, whether a limit fails, then the columns asked for.
shown(i, n, m) = (2 * i * (m - 1) + n - 1) / (2 * (n - 1))
level(k, n, m) = (2 * k * (n - 1) + m - 1) / (2 * (m - 1))
at(i, n, m) = level(k = shown(i, n, m), n, m) == i ? k : -1
drawn(r) = (x = at(r / sx % nx, nx, mx)) >= 0 && (y = at(r / sy % ny, ny, my)) >= 0 && r == level(x, nx, mx) * sx + level(y, ny, my) * sy
figure(c) = strlen(stringcolumn(c)) ? column(c) : NaN
using = ''
do for [k=1:words(columns)] { using = using.sprintf(':(d ? figure(%s) : 0)', word(columns, k)) }
set table $cells
eval "plot 'sweep.csv' using ((d = drawn(int($1))) ? x : 0):(y):(d ? stringcolumn(2) eq 'violated' : 0)".using." with table if (d)"
unset table
set datafile separator whitespace
set key noautotitle
# Column c of the cells over (column, row): v[c * size + ...].
size = mx * my
array v[size * words(columns)]
do for [k=1:|v|] { v[k] = NaN }
number(text) = text eq 'NaN' ? NaN : real(text)
do for [k=1:|$cells|] {
  if (words($cells[k]) > 3) {
    at = int(word($cells[k], 2)) * mx + int(word($cells[k], 1)) + 1
    do for [c=1:words(columns)] { v[(c - 1) * size + at] = number(word($cells[k], c + 3)) }
  }
}
cell(c, i, j) = v[c * size + int(j + 0.5) * mx + int(i + 0.5) + 1]
low = NaN
high = NaN
do for [k=1:size] {
  if (v[k] == v[k] && !(v[k] >= low)) { low = v[k] }
  if (v[k] == v[k] && !(v[k] <= high)) { high = v[k] }
}
# A range that a linear scale of colours cannot tell.
wide = low > 0 && high > 30 * low
scaled(x) = wide ? log10(x) : x
# Values of the contours: 1, 2, 5 of each decade or decades alone, else steps of 1, 2 or 5 that make four to nine.
contours = ''
if (wide) {
  few = log10(high / low) > 4
  do for [e=floor(log10(low)):ceil(log10(high))] {
    do for [f in few ? '1' : '1 2 5'] {
      x = f * 10.0**e
      if (x > low && x < high) { contours = contours.sprintf('%s%.17g', strlen(contours) ? ', ' : '', log10(x)) }
    }
  }
} else {
  if (high > low && high - low > 1e-6 * abs(high)) {
    step = (high - low) / 4
    ten = 10.0**floor(log10(step))
    step = step >= 5 * ten ? 5 * ten : step >= 2 * ten ? 2 * ten : ten
    do for [n=ceil(low / step):floor(high / step)] {
      if (n * step > low && n * step < high) { contours = contours.sprintf('%s%.17g', strlen(contours) ? ', ' : '', n * step) }
    }
  }
}
# Lines between the points, straight from level to level of both parameters.
set contour base
unset surface
set samples mx
set isosamples my
points(text) = strlen(text) > 2 && text[1:1] ne '#'
lines_drawn = ''
if (strlen(contours)) {
  eval 'set cntrparam levels discrete '.contours
  set table $contours
  splot sample [0:mx-1][0:my-1] '++' using 1:2:(scaled(cell(0, $1, $2)))
  unset table
} else {
  set print $contours
  print ''
  set print
}
do for [k=1:lines] {
  under = 0
  over = 0
  do for [l=1:size] {
    if (v[k * size + l] < line_at[k]) { under = 1 }
    if (v[k * size + l] >= line_at[k]) { over = 1 }
  }
  if (!under || !over) { continue }
  eval sprintf('set cntrparam levels discrete %.17g', line_at[k])
  eval sprintf('set table $line%d', k)
  splot sample [0:mx-1][0:my-1] '++' using 1:2:(cell(k, $1, $2))
  unset table
  eval sprintf('found = 0; do for [l=1:|$line%d|] { if (points($line%d[l])) { found = 1 } }', k, k)
  if (found) { lines_drawn = lines_drawn.sprintf(' %d', k) }
}
found = 0
do for [l=1:|$contours|] { if (points($contours[l])) { found = 1 } }
unset contour
set surface
# A label in the middle of every piece of a contour that has room for it.
set print $labels
begun = 1
do for [l=1:|$contours| + 1] {
  if (l <= |$contours| && points($contours[l])) { continue }
  middle = (begun + l - 1) / 2
  if (l - begun > 2) {
    across = abs(real(word($contours[l - 1], 1)) - real(word($contours[begun], 1))) / (mx - 1.0)
    along = abs(real(word($contours[l - 1], 2)) - real(word($contours[begun], 2))) / (my - 1.0)
    if (across + along > 0.15 || l - begun > (mx + my) / 2) { print $contours[middle] }
  }
  begun = l + 1
}
unset print
below(k, m) = int(k) < m - 1 ? int(k) + 1 : m - 1
between(a, b, f, logarithmic) = logarithmic ? a**(1 - f) * b**f : a + f * (b - a)
px(k) = between(cx[below(k, mx)], cx[below(k, mx) + 1], k - below(k, mx) + 1, logx)
py(k) = between(cy[below(k, my)], cy[below(k, my) + 1], k - below(k, my) + 1, logy)
set terminal svg size 1000, 640 font 'sans-serif,13' background rgb 'white'
@AXES@
if (wide) { set logscale cb }
if (!(high > low)) { # one value, or none
  middle = low == low ? low : 0
  set cbrange [middle - 0.05 * abs(middle) - (middle == 0):middle + 0.05 * abs(middle) + (middle == 0)]
}
set lmargin at screen 0.12
set rmargin at screen 0.84
set tmargin at screen 0.86
set bmargin at screen 0.14
set label @TITLE@ at screen 0.015, screen 0.965 font 'sans-serif:Bold,16' textcolor rgb ink noenhanced
set label @SUBTITLE@ at screen 0.015, screen 0.928 font 'sans-serif,12' textcolor rgb ink noenhanced
set label @LEGEND@ at screen 0.985, screen 0.03 right font 'sans-serif,10' textcolor rgb faint noenhanced
set xlabel @XLABEL@ font 'sans-serif,11' textcolor rgb ink noenhanced
set ylabel @YLABEL@ font 'sans-serif,11' textcolor rgb ink noenhanced
set cblabel @VALUE@ font 'sans-serif,11' textcolor rgb ink noenhanced
set tics font 'sans-serif,10'
set palette defined (0 '#440154', 0.25 '#3B528B', 0.5 '#21918C', 0.75 '#5EC962', 1 '#FDE725')
set object 1 rectangle from graph 0, graph 0 to graph 1, graph 1 fillcolor rgb 0xCCCCCC fillstyle solid 1 noborder behind
set style textbox opaque noborder fillcolor rgb 'white' margins 0.4, 0.3
set key at graph 0, graph 1 left bottom horizontal Left reverse width 1 samplen 5 font 'sans-serif,10' textcolor rgb ink noenhanced noautotitle
unset grid
set xrange [ex[1]:ex[|ex|]]
set yrange [ey[1]:ey[|ey|]]
boxes = '($4 == $4 ? ex[$1 + 1] : NaN):(ey[$2 + 1]):(ex[$1 + 1]):(ex[$1 + 2]):(ey[$2 + 1]):(ey[$2 + 2])'
picture = "plot $cells using ".boxes.":4 with boxxyerror fillstyle solid 1 noborder fillcolor palette, "
picture = picture."'' using ($3 > 0 ? ex[$1 + 1] : NaN):(ey[$2 + 1]):(ex[$1 + 1]):(ex[$1 + 2]):(ey[$2 + 1]):(ey[$2 + 2]) with boxxyerror fillstyle transparent pattern 5 noborder fillcolor rgb 'white'"
if (found) {
  picture = picture.", $contours using (px($1)):(py($2)) with lines linewidth 2.4 linecolor rgb 'white'"
  picture = picture.", $contours using (px($1)):(py($2)) with lines linewidth 1 linecolor rgb ink"
}
do for [k in lines_drawn] {
  picture = picture.sprintf(", $line%s using (px($1)):(py($2)) with lines linewidth 5 linecolor rgb 'white'", k)
  picture = picture.sprintf(", $line%s using (px($1)):(py($2)) with lines linewidth 3 dashtype %s linecolor rgb %s title line_words[%s]", k, k, k eq '1' ? 'fail_colour' : 'warn_colour', k)
}
if (|$labels| > 0) {
  picture = picture.", $labels using (px($1)):(py($2)):(sprintf('%.6g', wide ? 10**$3 : $3)) with labels boxed font 'sans-serif,9' textcolor rgb ink"
}
set output prefix.'sweep_map.svg'
eval picture
set terminal @png size 1500, 960 font 'sans-serif,13' fontscale 1.3 linewidth 1.5 background rgb 'white'
set output prefix.'sweep_map.png'
replot
unset output
