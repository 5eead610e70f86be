# The command line.
command-pack-built = Paketnya ada di { $file }.
command-pack-not-built = Paket tidak jadi dibuat: { $faults ->
   *[other] { $faults } kesalahan
}.
command-not-written = { $file } tidak bisa ditulis: { $reason }
command-not-read = Berkas tidak bisa dibaca: { $reason }
command-pack-good = Ini paket { $pack }, edisi { $version }. Tanda tangan dan semua bagiannya benar.
command-pack-development = Ini paket pengembangan, ditandatangani dengan kunci uji: bukan untuk dipakai dengan orang.
command-pack-none = Berkas ini bukan paket isi.
command-guide-none = Tidak ada kuesioner (.xlsx atau .xml) di { $folder }.
command-guide-good = { $file }: tidak ada kesalahan
command-guide-proven = { $file }: { $proven } dari { $questions } pertanyaan terbukti bisa ditanyakan
command-guide-proven-answers = { $file }: { $proven } dari { $questions } pertanyaan terbukti bisa dijawab
command-guide-proven-outcome = { $file }: setiap obrolan terbukti berakhir dengan hasil atau pembacaan
command-guide-proven-consent = { $file }: { $proven } dari { $questions } pertanyaan sesudah { $consent } terbukti hanya ditanyakan setelah jawaban ya
command-guide-faults = { $faults ->
   *[other] { $faults } kesalahan. Tidak ada yang diubah.
}
command-guide-cover = { $taken } dari { $branches } cabang dilalui
command-not-a-time = { $text } bukan waktu menurut RFC 3339, misalnya 2026-11-22T10:40:00+07:00.
command-not-a-script = Skrip tidak bisa dibaca: { $reason }
command-in-use = Suluh lain sedang memakai folder data ini. Tutup dulu, atau pilih folder lain dengan --data.
command-data-folder = Folder data { $folder } tidak bisa dipakai: { $reason }
command-port-busy = Port { $port } sedang dipakai. Pilih yang lain dengan --port, atau kosongkan supaya dipilihkan.
command-desk-failed = Meja terpaksa berhenti: { $reason }. Semua yang disimpan tetap ada.
command-pack-refused = Paket isi yang terpasang tidak dipakai; yang dipakai adalah bawaan aplikasi. { $why }
command-template-written = Buku kerjanya ada di { $file }. Isi satu baris untuk tiap layanan, lalu impor.
command-example-left-out = Baris { $row } di lembar services adalah contoh. Baris itu dilewati.
command-services-read = { $services } layanan dan { $places } wilayah terbaca; tidak ada kesalahan.
command-dry-run = Tidak ada yang ditulis.
command-directory-written = Semuanya kini menjadi direktori di { $folder }.
command-none-due = Tidak ada yang perlu dihubungi. Semua data dikonfirmasi tepat waktu.
command-call-script = Telepon seperti orang biasa, dalam bahasa setempat. Tanyakan: Apakah buka, dan kapan? Siapa yang boleh datang; laki-laki dan anak laki-laki juga? Berapa biayanya? Surat apa, dan bagaimana bila tidak punya? Berapa lama menunggu? Haruskah berbicara dengan polisi? Lalu catat harinya, caranya, dan jabatan Anda, bukan nama Anda.
command-due-soon = Perlu dikonfirmasi paling lambat { $day }
command-never-called = Belum pernah ditelepon
command-overdue = Terlambat sejak { $day }
command-withdrawn = Tidak ditampilkan lagi: tidak dikonfirmasi sejak { $day }, atau sudah tidak ada
command-figures-place = { $name } ({ $id }): { $entries } layanan, { $intime } dikonfirmasi tepat waktu, { $never } belum pernah ditelepon, { $overdue } terlambat
command-figures-groups = untuk perempuan { $women }, laki-laki { $men }, anak perempuan { $girls }, anak laki-laki { $boys }, orang asing { $foreigners }, tanpa tangga { $stepfree }
command-filter-key = Tidak ada saringan { $key }. Saringan yang ada: { $right }.
command-filter-value = { $value } bukan nilai saringan { $key }. Yang benar: { $right }.
command-filter-language = { $code } bukan kode bahasa. Pakai kode seperti id, ms, vi, th, km, lo, my, en, atau hmn.
command-file-exists = { $file } sudah ada. Pilih nama lain, atau pindahkan dulu.
command-would-replace = { $file } sudah ada. Pilih nama lain, atau timpa dengan --replace.
command-edition-empty = Berkas itu tidak berisi layanan. Direktori di { $folder } dibiarkan seperti semula.
command-nothing-found = Tidak ada yang ditemukan. Coba kata lain, atau kurangi saringan.
command-organisation-unused = Tidak ada layanan yang menyebut organisasi { $key }. Organisasi itu dilewati.
command-checked-later = { $name } ({ $id }) sudah diperiksa sesudah itu: { $day }
command-import-older = Berkas ini lebih lama daripada direktori di { $folder }. Tidak ada yang diubah. Ekspor buku kerja baru dan isilah yang itu; atau, bila tanggal yang lebih awal itu benar, impor berkas ini dengan --replace.
command-left-out = { $name } ({ $id }) tidak tercantum lagi. Riwayatnya ikut hilang; layanan yang berakhir bisa tetap ada dengan availability ended.
command-no-longer-secret = { $name } ({ $id }) tadinya tempat rahasia, sekarang tidak lagi. Bila itu keliru, isi secret dengan yes dan impor lagi sebelum apa pun diterbitkan.
