# utilization.gp: the tightest limits over the run. Reads utilization.csv beside it; `gnuplot utilization.gp` makes utilization.svg and
# utilization.png.
@LOOK@
width = 1000.0
@NUMBERS@
pixels(y) = 1 - y / height
csv = 'utilization.csv'
seconds = 'time_s'
array curve_colour[6] = [0x00558C, 0xE69F00, 0x009E73, 0xCC79A7, 0x56B4E9, 0x222222]

# places in units of the picture; a point that moves by less than a third of one stands where the last one stood
place_x(t) = (panel_right - panel_left) * (time_log ? log(t / time_from) / log(time_to / time_from) : (t - time_from) / (time_to - time_from))
place_y(u) = panel * (used_log ? log(u / used_from) / log(used_to / used_from) : (u - used_from) / (used_to - used_from))
drawn_t = drawn_u = drawn_x = drawn_y = 0
near(x, y) = abs(x - drawn_x) < 0.3 && abs(y - drawn_y) < 0.3
move(t, u, x, y) = near(x, y) ? drawn_t : (drawn_x = x, drawn_y = y, drawn_u = u, drawn_t = t)
step(t, u) = move(t, u, place_x(t), place_y(u))
since(t) = t / time_unit > time_from ? t / time_unit : time_from
# a column without a value breaks the curve
used(i) = valid(i) ? column(i) : 1/0
above(u) = u < used_bottom ? used_bottom : u

set border 3 linecolor rgb faint linewidth 1
set grid ytics linecolor rgb 0xE4E4E4 linewidth 1 linetype 1
set lmargin at screen panel_left / width
set rmargin at screen panel_right / width
set tmargin at screen pixels(top)
set bmargin at screen pixels(top + panel)
set xrange [time_from:time_to]
set yrange [used_from:used_to]
if (time_log) set logscale x
if (used_log) set logscale y
unset key
# a curve behind a label still shows
set style textbox opaque fillcolor rgb 0x50FFFFFF noborder margins 0.4, 0.2
@USED_TICS@
@TIME_TICS@

do for [picture in 'svg png'] {
  if (picture eq 'svg') {
    set terminal svg size width, height name 'utilization' rounded font 'sans-serif,13' background rgb 'white' enhanced
  } else {
    set terminal @png size 1.5 * width, 1.5 * height rounded font 'sans-serif,13' fontscale 1.3 linewidth 1.5 background rgb 'white' enhanced
  }
  set output prefix.'utilization.'.picture
  set arrow from graph 0, first 1 to graph 1, first 1 nohead linecolor rgb ink linewidth 1.6
  set label 'limit' at screen (panel_right - 6) / width, first 1 right offset character 0, 0.6 front boxed font 'sans-serif:Bold,11' textcolor rgb ink
@WARN_LABEL@
@HEAD@
@LINES@
  set object rectangle from graph 0, first warn_from to graph 1, first 1 behind fillcolor rgb 0xFBE9C0 fillstyle solid noborder
@WORST@
@NAMES@
  set label 'used share of the limit' at screen 0.022, screen pixels(top + panel / 2) center rotate font 'sans-serif:Bold,11' textcolor rgb ink
@FOOT@
  plot \
@CURVES@
  unset label
  unset arrow
  unset object
  unset output
}
