# Temuan toko sendiri saat mengimpor (crate service, import): `import-` dan kodenya; lainnya di import_finding.ftl dan problem.ftl.
import-category-unknown = Kategorinya tidak dikenal di sini. Produk disimpan sebagai draf sampai Anda memilih kategori.
import-category-guessed = Kategorinya tidak dikenal di sini. Dari kata-kata judulnya dipilih “{ $category }”; periksa apakah sudah tepat.
import-category-default = Kategorinya tidak dikenal di sini. Produk dimasukkan ke “{ $category }”; pilih yang lebih tepat bila perlu.
import-sku-taken = SKU “{ $text }” sudah dipakai produk lain di toko ini, jadi di sini dikosongkan.
import-too-many-products = Toko sudah punya produk sebanyak yang diizinkan. Hapus beberapa, lalu impor lagi.
import-charter-refused = Aturan pasar ini tidak mengizinkan pembeli melihatnya ({ $rules }), jadi disimpan sebagai draf. Periksa apa yang kurang, lalu terbitkan.
import-probation-products = Toko masih baru dan boleh menampilkan paling banyak { $max } produk, jadi disimpan sebagai draf. Sembunyikan produk lain, atau terbitkan yang ini nanti.
