# Kategori.
category-list-title = Kategori
category-list-lead = Semua yang dijual di sini, menurut jenisnya.
category-below = Kategori di dalamnya
category-described = { $category } dari toko-toko di { $market }: bandingkan harga, nilai, dan ongkos kirim, lalu beli dengan uang yang ditahan sampai barang diterima.
