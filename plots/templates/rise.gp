# rise.gp: how a closed volume rises, and what that tells. Reads rise.csv (and rise_measured.csv) beside it; `gnuplot rise.gp` makes
# rise.svg and rise.png.
@LOOK@
set terminal svg size 1000, 560 font 'sans-serif,13' background rgb 'white' noenhanced
@SCALES@
@MARKS@
set grid ytics linecolor rgb 0xDDDDDD linewidth 1 linetype 1
set lmargin at screen 0.085
set rmargin at screen 0.975
set tmargin at screen 0.82
set bmargin at screen 0.19
set label @TITLE@ at screen 0.015, screen 0.962 font 'sans-serif:Bold,16' textcolor rgb ink
set label @SUBTITLE@ at screen 0.015, screen 0.920 font 'sans-serif,12' textcolor rgb ink
set label @FINDING@ at screen 0.015, screen 0.884 font 'sans-serif,10' textcolor rgb ink
set label 'rise, '.p_unit at graph 0, graph 1 offset character -5, 1 font 'sans-serif,10' textcolor rgb faint
set xlabel 'time since it was shut off, '.t_unit offset 0, 0.4 font 'sans-serif,10' textcolor rgb faint
set xrange [0:span * t_factor]
set yrange [0:1.15 * highest * p_factor]
set key at screen 0.975, screen 0.045 right center horizontal maxrows 1 samplen 2 width -1 reverse Left font 'sans-serif,10' textcolor rgb ink
if (seen == seen) {
  set arrow from seen * t_factor, graph 0 to seen * t_factor, graph 1 nohead linecolor rgb faint dashtype 3
  set label 'gauge sees the allowable' at seen * t_factor, graph 0.965 offset character 0.6, 0 font 'sans-serif,9' textcolor rgb faint
}
if (apart == apart) {
  set arrow from apart * t_factor, graph 0 to apart * t_factor, graph 1 nohead linecolor rgb faint dashtype 3
  set label 'apart from outgassing' at apart * t_factor, graph 0.92 offset character 0.6, 0 font 'sans-serif,9' textcolor rgb faint
}
t(column_name) = column(column_name) * t_factor
p(column_name) = column(column_name) * p_factor
set output prefix.'rise.svg'
plot 'rise.csv' using (t('time_s')):(p('p_sum_low_Pa')):(p('p_sum_high_Pa')) with filledcurves fillcolor rgb pass_colour fillstyle transparent solid 0.18 noborder title 'band of the sum', \
     '' using (t('time_s')):(p('p_sum_Pa')) with lines linewidth 2 linecolor rgb pass_colour title 'expected: leaks and outgassing', \
     '' using (t('time_s')):(outgasses ? p('p_outgassing_Pa') : NaN) with lines linewidth 1.5 dashtype 2 linecolor rgb warn_colour title outgasses ? 'outgassing' : '', \
     '' using (t('time_s')):(p('p_leak_Pa')) with lines linewidth 1.5 dashtype 4 linecolor rgb ink title 'leaks', \
     '' using (t('time_s')):(judged ? p('p_allowable_Pa') : NaN) with lines linewidth 1.5 linecolor rgb fail_colour title judged ? 'allowed leak' : '', \
     (measured ? 'rise_measured.csv' : 'rise.csv') using (t('time_s')):(measured ? (column(2) - start) * p_factor : NaN) with points pointtype 6 pointsize 0.5 linecolor rgb ink title measured ? 'measured' : '', \
     'rise.csv' using (t('time_s')):(fitted ? (column('p_fit_Pa') - start) * p_factor : NaN) with lines linewidth 2 linecolor rgb 0x009E73 title fitted ? 'fitted' : ''

set terminal @png size 1500, 840 font 'sans-serif,13' fontscale 1.3 linewidth 1.5 background rgb 'white' noenhanced
set output prefix.'rise.png'
replot
unset output
