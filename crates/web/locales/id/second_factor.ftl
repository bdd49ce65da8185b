# Verifikasi dua langkah: kode dari aplikasi selain kata sandi.
factor-title = Verifikasi dua langkah
factor-lead = Dengan ini, orang yang hanya tahu kata sandi tidak bisa masuk: masuk juga memerlukan kode yang ditampilkan aplikasi di ponsel.
factor-step-app = Pasang aplikasi autentikator kalau belum ada; aplikasi apa pun yang menampilkan enam angka bisa dipakai.
factor-step-scan = Pindai gambarnya dengan aplikasi itu, lalu ketik kode pertamanya.
factor-step-codes = Simpan sepuluh kode pemulihan yang diberikan, untuk jaga-jaga kalau ponsel hilang.
factor-wanted = Semua yang bekerja di sini memakai verifikasi dua langkah. Aktifkan dulu, lalu lanjutkan.
factor-password = Kata sandi, supaya kami yakin siapa yang meminta
factor-start = Mulai
factor-scan-title = Pindai dengan aplikasi
factor-scan = Di aplikasi, tambahkan akun lalu arahkan kamera ke gambar ini. Jangan sampai terlihat orang lain.
factor-picture = Kode QR untuk aplikasi autentikator; isinya sama dengan kunci di bawah.
factor-secret = Atau ketik kunci ini
factor-secret-hint = Berbasis waktu, enam angka.
factor-confirm-title = Ketik kode pertama
factor-first-code = Kode dari aplikasi
factor-first-code-hint = Enam angka yang sedang ditampilkan aplikasi.
factor-confirm = Aktifkan
factor-begin-again = Mulai lagi dengan kunci lain
factor-begin-again-what = Kalau kuncinya hilang dari aplikasi atau terlihat orang lain.
factor-on = Aktif sejak { $at }. Masuk memerlukan kode selain kata sandi.
factor-codes-left = Masih ada { $count } kode pemulihan.
factor-codes-few = { $count ->
    [0] Kode pemulihan sudah habis. Matikan lalu aktifkan lagi untuk mendapat yang baru.
   *[other] Kode pemulihan tinggal { $count }. Matikan lalu aktifkan lagi untuk mendapat yang baru.
}
factor-remove-title = Matikan
factor-remove-what = Sesudah itu kata sandi saja cukup untuk masuk, dan kode pemulihan tidak berlaku lagi.
factor-remove = Matikan
factor-removed = Verifikasi dua langkah sudah dimatikan.
factor-changed = Keadaannya sudah berubah. Periksa lagi, dan ulangi kalau masih perlu.
factor-codes-title = Sudah aktif. Simpan kode pemulihan ini
factor-codes-once = Masing-masing dari { $count } kode ini menggantikan aplikasi satu kali. Cetak atau catat, dan simpan terpisah dari ponsel: kode ini hanya ditampilkan sekarang. Perangkat lain sudah dikeluarkan.
factor-codes = Kode pemulihan
factor-codes-kept = Sudah saya simpan
factor-code-title = Satu langkah lagi
factor-code-lead = Kata sandi sudah cocok. Sekarang kami perlu kodenya.
factor-code = Kode
factor-code-hint = Enam angka dari aplikasi, atau satu kode pemulihan.
factor-code-wrong = Kode ini tidak cocok atau sudah pernah dipakai. Tunggu kode berikutnya di aplikasi.
factor-code-over = Sudah lewat sepuluh menit, atau ada yang berubah. Silakan mulai lagi.
factor-code-again = Masuk lagi dari awal
