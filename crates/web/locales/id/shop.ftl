# Halaman toko.
shop-joined = bergabung { $month }
shop-described = { $shop }, toko di { $place }. Lihat semua barangnya.
shop-goods = Semua barang
shop-closed = Toko ini sudah tutup. Barangnya tidak dijual lagi; pesanan yang sudah dibuat tetap berlaku.
shop-empty-title = Belum ada barang
shop-empty-text = Toko ini belum memajang barang.
