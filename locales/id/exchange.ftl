# The directory in files for other tools.
hsds-extension = Lalu tekan { $digits }
command-exported = { $services } layanan ada di { $file }.
command-exported-map = { $places ->
    [0] Tidak ada layanan dengan tempat yang boleh ditunjukkan; { $file } adalah peta kosong.
   *[other] { $places } tempat ada di { $file }.
}
command-exported-booklet = Buku kecil dengan { $services } layanan ada di { $file }. Buka di peramban untuk mencetaknya pada kertas A5 atau menyimpannya sebagai PDF.
command-exported-booklet-pdf = Buku kecil dengan { $services } layanan ada di { $file }, { $pages } halaman A5.
command-booklet-ending = Buku kecil berupa HTML atau PDF. Beri nama yang berakhir dengan .html atau .pdf.
command-booklet-no-pdf = Program ini tidak bisa membuat PDF. Tulis buku kecil dengan nama yang berakhir dengan .html, buka di peramban, lalu cetak atau simpan sebagai PDF dari sana. Atau buat program yang bisa: cargo build -p suluh --features pdf
command-booklet-letters = Tidak ada PDF: tidak ada fon di sini yang punya huruf-huruf ini, dan kotak akan muncul di tempatnya: { $letters }. Tulis buku kecil dengan nama yang berakhir dengan .html dan cetak di peramban.
command-booklet-pages = Tidak ada PDF: halamannya tidak bisa disusun ({ $why }). Tulis buku kecil dengan nama yang berakhir dengan .html dan cetak di peramban.
