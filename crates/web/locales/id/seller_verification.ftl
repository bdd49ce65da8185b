# Yang dibaca penjual tentang verifikasinya.
seller-verification-title = Verifikasi Anda
seller-verification-good = Anda terverifikasi sampai { $date }. Tidak ada yang perlu dilakukan sekarang.
seller-verification-soon = Anda terverifikasi hanya sampai { $date }. Tunjukkan bukti baru sebelum hari itu supaya barang Anda tetap tampil.
seller-verification-none = Kami belum memeriksa siapa Anda. Pembeli melihat barang Anda begitu kami selesai memeriksanya.
seller-verification-ended = Yang pernah kami periksa tidak berlaku lagi. Barang Anda mungkin tidak tampil sampai kami memeriksa bukti baru.
seller-verification-checked = Yang sudah diperiksa
seller-verification-until = Hari terakhir
seller-verification-reason = Mengapa tidak berlaku lagi
seller-verification-how-title = Cara diverifikasi
seller-verification-how = Ajukan langkah demi langkah. Petugas kami memeriksa yang Anda tunjukkan; jawabannya Anda baca di sini dan lewat surel.
seller-verification-what = Perorangan menunjukkan kartu identitas, paspor, atau surat izin mengemudi. Badan usaha menunjukkan catatannya di daftar umum. Aturan pasar ini menentukan mana yang diterima.
seller-verification-orders = Pesanan yang sudah masuk tetap berlaku apa pun yang terjadi di sini: mohon tetap dikirim.
