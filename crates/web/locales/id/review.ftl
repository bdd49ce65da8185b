# Ulasan produk.
review-list-title = Ulasan { $product }
review-crumb = Ulasan
review-by = { $name } · { $date }
review-from = Dari kumpulan data { $source }
review-share = { $stars } bintang: { $count } ulasan
review-all = Semua
review-which = Ulasan yang ditampilkan
review-back = Lihat barangnya
review-none-title = Belum ada ulasan
review-none-text = Belum ada yang menulis tentang barang ini.
