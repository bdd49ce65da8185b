# Alasan penurunan produk (crate domain, takedown.rs): `takedown-reason-` dan kodenya.
takedown-reason-prohibited = Barang ini dilarang dijual
takedown-reason-counterfeit = Merek tiruan
takedown-reason-unsafe = Bisa membahayakan orang
takedown-reason-misleading = Judul, deskripsi, gambar, atau harganya menyesatkan
takedown-reason-wrong-category = Salah kategori
takedown-reason-copyright = Kata atau gambarnya milik orang lain
takedown-reason-other = Alasan lain (lihat catatan)
