# Halaman untuk dibaca.
learn-title = Perlu diketahui
learn-pages = Halaman
learn-open = Perlu diketahui: hak, tanya jawab, cerita
learn-made-up = Cerita ini karangan.
learn-hand-over-text = Untuk menyerahkan ponsel: dalam mode tunjuk hanya halaman ini dan direktori yang bisa dibuka.
learn-unchecked = Rancangan: penyintas, pekerja sosial, dan pengacara belum meninjau halaman ini.
