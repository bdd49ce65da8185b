# Kesalahan: apa yang terjadi, apa yang bisa dilakukan.
error-not-found-title = Halaman ini tidak ada
error-not-found = Alamatnya mungkin salah ketik, atau barangnya sudah tidak dijual. Coba cari di kolom pencarian.
error-forbidden-title = Halaman ini bukan untuk akun ini
error-forbidden = Masuk dengan akun yang berhak, lalu buka lagi halaman ini.
error-sign-in-title = Masuk dulu, ya
error-sign-in = Halaman ini hanya bisa dibuka setelah masuk.
error-expired-form-title = Formulir sudah kedaluwarsa
error-expired-form = Demi keamanan, formulir yang lama tidak bisa dikirim lagi. Muat ulang halaman sebelumnya, lalu kirim sekali lagi.
error-conflict-title = Keadaannya sudah berubah
error-conflict = Ada yang mengubah data ini lebih dulu. Muat ulang halaman sebelumnya untuk melihat keadaan terbaru, lalu coba lagi.
error-invalid-title = Ada isian yang belum tepat
error-invalid = Kembali ke halaman sebelumnya dan periksa isiannya.
error-too-large-title = Kiriman terlalu besar
error-too-large = Kirim berkas yang lebih kecil, lalu coba lagi.
error-too-many-title = Terlalu banyak percobaan
error-too-many = Tunggu sebentar, lalu coba lagi.
error-internal-title = Ada yang salah di pihak kami
error-internal = Permintaanmu belum diproses. Coba lagi sebentar lagi; kalau masih gagal, sebutkan kode di bawah ini kepada kami.
error-unavailable-title = Pasar sedang istirahat sebentar
error-unavailable = Kami sedang memulihkan layanan. Coba lagi beberapa menit lagi; keranjangmu tetap tersimpan.
error-operation = Kode kejadian
error-go-home = Ke beranda
error-refused-title = Aturan pasar ini tidak mengizinkannya
error-refused = { $count ->
    [0] Tidak ada ketentuan dalam piagam pasar yang mengizinkannya.
    [one] Satu aturan dalam piagam pasar melarangnya.
   *[other] { $count } aturan dalam piagam pasar melarangnya.
}
error-refused-promises = Apa yang dijanjikan pasar ini, dan mengapa
