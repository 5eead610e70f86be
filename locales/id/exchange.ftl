# The directory in files for other tools.
hsds-extension = Lalu tekan { $digits }
command-exported = { $services } layanan ada di { $file }.
command-exported-map = { $places ->
    [0] Tidak ada layanan dengan tempat yang boleh ditunjukkan; { $file } adalah peta kosong.
   *[other] { $places } tempat ada di { $file }.
}
command-exported-booklet = Buku kecil dengan { $services } layanan ada di { $file }. Buka di peramban untuk mencetaknya pada kertas A5 atau menyimpannya sebagai PDF.
command-booklet-html = Buku kecil ditulis sebagai HTML. Beri nama yang berakhir dengan .html, buka di peramban, lalu cetak atau simpan sebagai PDF dari sana.
