# Language, new content, and what the app is.
language-title = Language · Bahasa
more-title = Lainnya
more-language = Bahasa
more-content = Layanan dan pertanyaan
more-content-text = Koordinator dapat memberi berkas dengan daftar layanan dan pertanyaan yang lebih baru. Memasangnya tidak perlu internet.
more-content-install = Pasang isi dari berkas
more-content-checking = Berkas sedang diperiksa. Sementara itu Anda bisa melanjutkan.
more-content-installed = Isi baru sudah terpasang dan dipakai. Obrolan dan kasus tidak berubah.
more-content-save-text = Orang tanpa internet bisa memakai layanan dan pertanyaan yang sama: simpan sebagai berkas, lalu berikan lewat kabel, kartu memori atau berbagi jarak dekat. Tidak ada pekerjaan Anda di dalamnya.
more-content-save = Simpan isi sebagai berkas
more-content-saved = Berkas sudah disimpan. Di ponsel lain yang punya Suluh, berkas ini bisa dipasang.
more-about = Tentang Suluh
more-about-text = Suluh membantu orang yang bertemu seseorang yang mungkin mengalami perdagangan orang: bicara dengan aman, melihat tanda apa yang tampak dari jawaban, dan menemukan bantuan. Suluh tidak pernah memutuskan siapa korban.
more-unaudited = Keamanan aplikasi ini belum diperiksa ahli independen, dan teksnya belum ditinjau penyintas, pekerja sosial dan ahli hukum. Jangan dipakai dulu dengan orang sungguhan.
