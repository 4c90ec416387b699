# Conductance and throughput of one element against inlet pressure. Reads @CSV@.csv beside it; `gnuplot @CSV@.gp` makes
# @CSV@.svg and @CSV@.png.
@LOOK@
width = 1000.0
name = '@CSV@'
csv = name.'.csv'
@NUMBERS@
curve_colour = 0x00558C
molecular_colour = 0x3A3A3A
choked_colour = 0xB2182B
array tint[6] = [0xFFFFFF, 0xE6EEF5, 0xF3F3F0, 0xFBF3DF, 0xF8E7D3, 0xF5DEDB]
pixels(y) = 1 - y / height
set samples 400
set logscale xy
set xrange [pressure_from:pressure_to]
set lmargin at screen 0.09
set rmargin at screen 0.92
set border 3 linecolor rgb faint linewidth 1
set grid ytics linecolor rgb 0xDDDDDD linewidth 1 linetype 1
set tics front

# --- flow regimes, behind everything ---
@REGIMES@

do for [picture in 'svg png'] {
  if (picture eq 'svg') {
    set terminal svg size width, height font 'sans-serif,13' background rgb 'white' enhanced
  } else {
    set terminal @png size 1.5 * width, 1.5 * height font 'sans-serif,13' fontscale 1.3 linewidth 1.5 background rgb 'white' enhanced
  }
  set output prefix.name.'.'.picture
  set multiplot

  # --- conductance ---
  set tmargin at screen pixels(top)
  set bmargin at screen pixels(top + 330)
  set yrange [conductance_from:conductance_to]
  unset ytics
  @CONDUCTANCE_TICS@
  @XTICS_BARE@
  unset key
  set label @TITLE@ at screen 0.015, screen pixels(22) font 'sans-serif:Bold,16' textcolor rgb ink noenhanced
  set label @SUBTITLE@ at screen 0.015, screen pixels(46) font 'sans-serif,12' textcolor rgb ink noenhanced
  set label 'conductance, L/s' at screen 0.022, screen pixels(top + 165) center rotate font 'sans-serif:Bold,11' textcolor rgb ink
  @NAMES@
  @LIMIT_LABELS@
  plot \
    @CONDUCTANCE_BAND@@CONDUCTANCE_LIMITS@csv using (column('p_inlet_Pa')):(1e3 * column('conductance_m3_s')) with lines linecolor rgb curve_colour linewidth 2.5 notitle

  # --- throughput ---
  unset label
  set tmargin at screen pixels(top + 356)
  set bmargin at screen pixels(top + 356 + 260)
  set yrange [q_from:q_to]
  unset ytics
  @Q_TICS@
  set logscale y2
  set y2range [q_from / sccm:q_to / sccm]
  @SCCM_TICS@
  @XTICS@
  set label 'throughput, Pa m³/s at 20 degC' at screen 0.022, screen pixels(top + 486) center rotate font 'sans-serif:Bold,11' \
    textcolor rgb ink
  set label 'sccm, gas at 0 degC' at screen 0.982, screen pixels(top + 486) center rotate font 'sans-serif,11' textcolor rgb faint
  set label 'inlet pressure, Pa' at graph 0.5, screen pixels(top + 656) center font 'sans-serif:Bold,11' textcolor rgb ink
  @FOOT@
  set key at graph 0.985, graph 0.05 right bottom Left reverse samplen 2.5 spacing 1.15 font 'sans-serif,11' textcolor rgb ink noenhanced
  plot \
    @Q_BAND@@Q_LIMITS@csv using (column('p_inlet_Pa')):(column('q_Pa_m3_s')) with lines linecolor rgb curve_colour linewidth 2.5 title 'this element'

  unset multiplot
  unset output
  unset label
  unset logscale y2
  unset y2tics
}
