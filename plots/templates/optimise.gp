# optimise.gp: an optimisation run by run, and against the number that was free. Reads optimise.csv beside it; `gnuplot optimise.gp` makes
# optimise.svg and optimise.png.
@LOOK@
@NUMBERS@
@VALUES@
value = @COLUMN@
number = @NUMBER_COLUMN@
width = 1000.0
panel = 290.0
above = 116.0
gap = 92.0
below = 60.0
height = above + panels * panel + (panels - 1) * gap + below
pixels(y) = 1 - y / height
top_of(i) = above + i * (panel + gap)
held(v) = column('holds') == 1 ? v : NaN
missed(v) = column('holds') == 1 ? NaN : v
of_it(v) = column('combination') == combination ? v : NaN
array picked[2]
picked[1] = 'svg'
picked[2] = 'png'
do for [which = 1:2] {
if (which == 1) {
  set terminal svg size width, height font 'sans-serif,13' background rgb 'white' noenhanced
} else {
  set terminal @png size 1.5 * width, 1.5 * height font 'sans-serif,13' fontscale 1.3 linewidth 1.5 background rgb 'white' noenhanced
}
set output prefix.'optimise.'.picked[which]
set multiplot
set lmargin at screen 0.095
set rmargin at screen 0.97
set border 3 linecolor rgb faint linewidth 1
set grid ytics linecolor rgb 0xE4E4E4 linewidth 1 linetype 1
set xtics font 'sans-serif,11' nomirror
set ytics font 'sans-serif,11' nomirror
set format y '%.4g'
if (values_log) { set logscale y }
set xrange [0:runs + 1]
set yrange [values_low:values_high]
set key horizontal at graph 1, screen pixels(top_of(0) - 44) right top samplen 2 font 'sans-serif,11' textcolor rgb ink
set tmargin at screen pixels(top_of(0))
set bmargin at screen pixels(top_of(0) + panel)
set label 1 @TITLE@ at screen 0.015, screen pixels(20) font 'sans-serif:Bold,16' textcolor rgb ink
set label 2 @VERDICT@ at screen 0.015, screen pixels(43) font 'sans-serif,12' textcolor rgb ink
set label 3 @MORE@ at screen 0.015, screen pixels(60) font 'sans-serif,12' textcolor rgb ink
set label 4 @MEASURE@ at screen 0.022, screen pixels(top_of(0) + panel / 2) center rotate font 'sans-serif:Bold,11' textcolor rgb ink
set label 5 'run of the line' at screen 0.53, screen pixels(top_of(0) + panel + 36) center font 'sans-serif:Bold,11' textcolor rgb ink
@COMBINATIONS@
plot 'optimise.csv' using (column('index')):(missed(column(value))) with points pointtype 2 pointsize 0.9 linewidth 1.3 linecolor rgb fail_colour title 'does not hold', \
     '' using (column('index')):(held(column(value))) with points pointtype 7 pointsize 0.8 linecolor rgb pass_colour title 'holds', \
     '' using (column('index')):(column('best_so_far')) with steps linewidth 2 linecolor rgb ink title 'best so far'
unset label
unset arrow
if (panels > 1) {
  set tmargin at screen pixels(top_of(1))
  set bmargin at screen pixels(top_of(1) + panel)
  set key horizontal at graph 1, screen pixels(top_of(1) - 24) right top samplen 2 font 'sans-serif,11' textcolor rgb ink
  if (number_log) { set logscale x }
  set xrange [from * (from > 0 ? 0.98 : 1):to * (to > 0 ? 1.02 : 1)]
  set format x '%.6g'
  if (number_log && to / from < 30) { set xtics add (from, to); do for [k = 1:9] { t = k * 10 ** floor(log10(from)); if (t > from && t < to) { set xtics add (t) }; t = 10 * t; if (t > from && t < to) { set xtics add (t) } } }
  set label 4 @MEASURE@ at screen 0.022, screen pixels(top_of(1) + panel / 2) center rotate font 'sans-serif:Bold,11' textcolor rgb ink
  set label 5 @NUMBER_LABEL@ at screen 0.53, screen pixels(top_of(1) + panel + 36) center font 'sans-serif:Bold,11' textcolor rgb ink
  if (best_number == best_number) {
    set arrow 1 from first best_number, graph 0 to first best_number, graph 1 nohead back dashtype 2 linewidth 1.5 linecolor rgb ink
    set label 6 sprintf('best: %.5g %s', best_number, number_unit) at first best_number, graph 1 offset character (best_number > (number_log ? sqrt(from * to) : 0.5 * (from + to)) ? -0.6 : 0.6), -0.8 font 'sans-serif:Bold,11' textcolor rgb ink
    if (best_number > (number_log ? sqrt(from * to) : 0.5 * (from + to))) { set label 6 right } else { set label 6 left }
  }
  plot 'optimise.csv' using (number_factor * column(number)):(of_it(column(value))) smooth unique with lines linewidth 1 linecolor rgb 0xB8B8B8 notitle, \
       '' using (number_factor * column(number)):(of_it(missed(column(value)))) with points pointtype 2 pointsize 0.8 linewidth 1.3 linecolor rgb fail_colour title 'does not hold', \
       '' using (number_factor * column(number)):(of_it(held(column(value)))) with points pointtype 7 pointsize 0.7 linecolor rgb pass_colour title 'holds', \
       for [k = 1:(best_value == best_value)] '+' using (best_number):(best_value) every ::0::0 with points pointtype 6 pointsize 2 linewidth 2 linecolor rgb ink title 'best'
  unset logscale x
  set format x '%g'
  set xtics autofreq
  unset arrow
}
unset multiplot
unset label
unset logscale y
unset output
}
