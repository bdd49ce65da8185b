# Beranda.
home-title = Belanja dari orang yang bernama
home-welcome = Belanja dari orang yang bernama.
home-lead = Barang dari toko-toko di banyak kota. Harganya jelas dari awal, dan uangmu ditahan sampai barang kamu terima.
home-see-all = Lihat semua barang
home-how-money = Cara uangmu dijaga
home-all-categories = Semua kategori
home-see-more = Lihat semua
home-sold = Paling banyak dibeli
home-liked = Disukai pembeli
home-newest = Baru datang
home-empty-title = Pasar ini baru dibuka
home-empty-text = Belum ada barang. Buka toko pertama, atau kembali sebentar lagi.
home-open-shop = Buka toko
home-empty-feed = Barang akan tampil di sini begitu toko pertama mulai berjualan.
