# partial.gp: the gases in one node. Reads transient.csv beside it; `gnuplot partial.gp` makes partial.svg and partial.png.
@LOOK@
width = 1000.0
@NUMBERS@
pixels(y) = 1 - y / height
csv = 'transient.csv'
array gas_colour[8] = [0x00558C, 0xE69F00, 0x009E73, 0xCC79A7, 0x56B4E9, 0x222222, 0x8C6D31, 0x7A5195]

# places in units of the picture; a point that moves by less than a third of one stands where the last one stood
place_x(t) = (panel_right - panel_left) * (time_log ? log(t / time_from) / log(time_to / time_from) : (t - time_from) / (time_to - time_from))
place_p(p) = panel * log(p / p_from) / log(p_to / p_from)
place_share(s) = stack * (share_log ? log(s / share_from) / log(share_to / share_from) : s / share_to)
drawn_t = drawn_low = drawn_high = drawn_x = drawn_y = drawn_z = 0
near(x, y, z) = abs(x - drawn_x) < 0.3 && abs(y - drawn_y) < 0.3 && abs(z - drawn_z) < 0.3
move(t, low, high, x, y, z) = near(x, y, z) ? drawn_t : (drawn_x = x, drawn_y = y, drawn_z = z, drawn_low = low, drawn_high = high, drawn_t = t)
line(t, p) = move(t, p, p, place_x(t), place_p(p), place_p(p))
band(t, low, high) = move(t, low, high, place_x(t), place_share(low), place_share(high))
since(t) = t / time_unit > time_from ? t / time_unit : time_from
above(p) = p > p_bottom ? p : p_bottom   # 0 Pa has no place on the axis: such a curve leaves through the bottom
part(sum, total) = sum > share_from * total ? (sum < share_to * total ? sum / total : share_to) : share_from

set border 3 linecolor rgb faint linewidth 1
set grid ytics linecolor rgb 0xE4E4E4 linewidth 1 linetype 1
set lmargin at screen panel_left / width
set rmargin at screen panel_right / width
set xrange [time_from:time_to]
if (time_log) set logscale x
unset key

# a wide table is read once: time, total, then the gases, the lowest of the stack first
set table $rows separator comma
plot csv using (column('time_s')):(column(@TOTAL@))@COLUMNS@ with table
unset table
set key noautotitle
# a curve behind a label still shows
set style textbox opaque fillcolor rgb 0x50FFFFFF noborder margins 0.4, 0.2
@EVENTS@

do for [picture in 'svg png'] {
  if (picture eq 'svg') {
    set terminal svg size width, height name 'partial' rounded font 'sans-serif,13' background rgb 'white' enhanced
  } else {
    set terminal @png size 1.5 * width, 1.5 * height rounded font 'sans-serif,13' fontscale 1.3 linewidth 1.5 background rgb 'white' enhanced
  }
  set output prefix.'partial.'.picture
  set multiplot

  # --- partial pressures ---
  set tmargin at screen pixels(top)
  set bmargin at screen pixels(top + panel)
  set logscale y
  set yrange [p_from:p_to]
  unset ytics
  @P_TICS@
  @PANEL_TICS@
@HEAD@
@LINES@
@P_THRESHOLDS@
@P_NAMES@
  set label @P_TITLE@ at screen 0.022, screen pixels(top + panel / 2) center rotate font 'sans-serif:Bold,11' textcolor rgb ink noenhanced
  plot \
@CURVES@
  unset label
  unset arrow
  unset object

  # --- mole fractions, stacked ---
  set tmargin at screen pixels(stack_top)
  set bmargin at screen pixels(stack_top + stack)
  if (!share_log) { unset logscale y }
  set yrange [share_from:share_to]
  unset ytics
  @SHARE_TICS@
  @STACK_TICS@
@SHARE_THRESHOLDS@
@SHARE_NAMES@
  set label 'mole fraction' at screen 0.022, screen pixels(stack_top + stack / 2) center rotate font 'sans-serif:Bold,11' textcolor rgb ink
@FOOT@
  plot \
@BANDS@
  unset label
  unset arrow
  unset multiplot
  unset output
}
