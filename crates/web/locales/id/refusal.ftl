# Yang ditolak aturan pasar, untuk penjualnya.
refusal-title = Yang tidak dilihat atau tidak bisa dibeli pembeli
refusal-lead = Penawaran ini tidak tampil atau tidak bisa dibeli, karena aturan pasar menolaknya. Begitu keadaannya berubah, penawaran pulih dengan sendirinya.
refusal-why = Kenapa ada aturan ini?
refusal-none-title = Semua penawaran Anda boleh tampil
refusal-none = Tidak ada aturan pasar yang menolak penawaran Anda.
refusal-offers = { $count ->
   *[other] { $count } penawaran ditolak
}
refusal-hidden = tidak tampil bagi pembeli
refusal-shown = tampil bagi pembeli, tetapi tidak bisa dibeli
refusal-reason = Sebabnya
refusal-remedy = Yang bisa dilakukan
refusal-appeal = Ajukan keberatan
refusal-appeal-text = Kenapa menurut Anda ini keliru?
refusal-appeal-hint = Petugas membacanya dan menjawab lewat surel. Aturannya tidak bisa dilewati, tetapi keterangan yang salah bisa dibetulkan.
refusal-appeal-send = Kirim keberatan
refusal-appeal-opened = Keberatan Anda sudah sampai. Jawabannya dikirim lewat surel.
refusal-appeal-words = Tulis keberatan Anda, paling banyak 2.000 huruf.
refusal-appeal-not-refused = Aturan itu tidak menolak barang ini. Mungkin sudah tampil.
refusal-appeal-already = Keberatan tentang ini sudah ada dan sedang dibaca petugas.
refusal-appeal-waits = Keberatan Anda sejak { $day } sedang dibaca petugas.
refusal-appeal-answered = Jawaban petugas pada { $day }
refusal-banner-title = Pembeli tidak melihat barang ini
refusal-banner-link = Lihat semua yang ditolak, atau ajukan keberatan
refusal-list-banner = { $count ->
   *[other] { $count } produk tidak dilihat pembeli, karena ditolak aturan pasar.
}
refusal-badge = Ditolak aturan
refusal-staff-title = Keberatan penjual
refusal-staff-lead = Penjual berkeberatan atas penolakan. Jawaban tidak mengubah aturan: kalau keterangannya salah, betulkan dahulu, lalu ceritakan di sini.
refusal-staff-empty-title = Tidak ada keberatan
refusal-staff-empty = Keberatan penjual muncul di sini.
refusal-staff-of = { $shop }, sejak { $day }
refusal-staff-said = Kata penjual
refusal-staff-answer = Jawaban
refusal-staff-answer-hint = Penjual membacanya di surel dan di meja penjualnya.
refusal-staff-send = Kirim jawaban
refusal-staff-answered = Jawaban terkirim.
refusal-staff-words = Tulis jawabannya, paling banyak 2.000 huruf.
refusal-staff-not-open = Keberatan ini sudah dijawab.
refusal-staff-own-case = Keberatan ini tentang keputusan Anda sendiri. Orang lain yang menjawabnya.
refusal-staff-moderators = Yang boleh menjawab keberatan hanya moderator dan administrator.
refusal-staff-version = Aturan { $rule }, versi { $version }
