# The frame around the screens in a browser on a computer, and what the terminal says.
desk-skip = Langsung ke isi
desk-places = Tempat
desk-apply = Tampilkan
desk-press-twice = Di sini: tekan judul, tunggu 3 detik, lalu tekan lagi.
desk-problem = Ada yang kurang atau tidak berhasil
desk-close-session-title = Suluh sedang dibuka di tempat lain
desk-close-session = Suluh di komputer ini hanya bisa dipakai satu orang pada satu waktu. Untuk memakainya di jendela ini, buka terminal tempat Suluh berjalan, tekan Enter, lalu buka alamat yang baru. Jendela yang lain akan tertutup.
desk-gone-title = Suluh sudah ditutup
desk-gone = Suluh tidak lagi berjalan di komputer ini. Semua yang sudah disimpan tetap ada. Jalankan lagi untuk melanjutkan.
desk-entering = Membuka Suluh …
desk-enter = Lanjut
desk-refused-title = Permintaan ini tidak dimengerti
desk-refused = Permintaan ini tidak datang dari jendela Suluh ini, dan tidak ada yang dilakukan. Tidak ada yang hilang. Kembali ke Suluh dan tekan lagi.
desk-to-start = Ke Suluh
desk-opened = Suluh akan terbuka di peramban Anda.
desk-address = Suluh ada di alamat ini. Alamat ini berlaku satu kali, di satu peramban:
desk-new-address = Tekan Enter untuk alamat baru. Tekan Ctrl dan C untuk menutup Suluh.
