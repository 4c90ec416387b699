# The common look of every xsavac chart. Colours keep apart for every kind of colour vision (after Okabe and Ito), and no colour stands
# without a word beside it. Where `prefix` is set, it goes before the names of the pictures.
if (!exists("prefix")) prefix = ''
set encoding utf8
set datafile separator comma
set key autotitle columnhead
pass_colour = 0x56A0D3
warn_colour = 0xE69F00
fail_colour = 0xB2182B
ink = 0x222222
faint = 0x6A6A6A
set border 1 linecolor rgb faint linewidth 1
set tics nomirror scale 0.5 textcolor rgb ink
set grid xtics linecolor rgb 0xDDDDDD linewidth 1 linetype 1
set style fill solid 1.0 noborder
status_colour(word) = word eq 'fail' ? fail_colour : word eq 'warn' ? warn_colour : pass_colour
sensible(v, unit) = unit eq 'K' ? sprintf('%.4g degC', v - 273.15) : unit ne 'Pa' ? sprintf('%.4g %s', v, unit) : \
  abs(v) >= 1e4 ? sprintf('%.4g MPa', v / 1e6) : abs(v) >= 1e3 ? sprintf('%.4g kPa', v / 1e3) : sprintf('%.3g Pa', v)
png = strstrt(GPVAL_TERMINALS, 'pngcairo') > 0 ? 'pngcairo' : 'png'
