# Janji pasar: untuk siapa pun, tanpa istilah komputer.
promise-list-title = Janji pasar ini
promise-list-described = Apa yang dijanjikan pasar ini, kepada siapa, sejak kapan, dan bagaimana Anda tahu bahwa janji itu dijaga.
promise-list-lead = { $count ->
   *[other] Pasar ini berjanji { $count } hal. Di halaman ini tertulis kepada siapa, sejak kapan, dan bagaimana Anda tahu bahwa janji itu dijaga.
}
promise-one = Satu janji
promise-why-title = Kenapa janji ini boleh dipercaya
promise-why-written = Tertulis dengan pasti.
promise-why-written-text = Setiap janji ditulis dua kali: sekali untuk dibaca orang, sekali sebagai aturan yang dijalankan komputer. Keduanya terbuka di sini.
promise-why-proved = Dibuktikan, bukan sekadar dicoba.
promise-why-proved-text = Sebuah program pembukti mencari satu saja keadaan yang melanggar janji itu, di antara semua penjual, barang, harga, dan tanggal yang mungkin ada. Seperti soal hitungan, jawabannya pasti: keadaan seperti itu tidak ada. Aturan yang belum terbukti tidak boleh diberlakukan.
promise-why-kept = Dijalankan di setiap pintu.
promise-why-kept-text = Aturan yang sama memutuskan setiap barang yang tampil, setiap pesanan, dan setiap uang yang dicairkan. Petugas pun tidak bisa melewatinya. Berapa kali aturan itu menolak, ikut ditulis di sini.
promise-why-checked = Bisa diperiksa siapa saja.
promise-why-checked-text = Aturan dan janjinya terbuka, dan siapa pun bisa membuktikannya lagi di komputer sendiri, tanpa bertanya kepada kami.
promise-all-proved = Semua { $count } janji sudah terbukti.
promise-some-proved = Baru { $proved } dari { $count } janji yang terbukti. Yang belum, ditandai.
promise-to-regulator = Kepada negara
promise-to-sellers = Kepada penjual
promise-to-buyers = Kepada pembeli
promise-to-public = Kepada semua orang
promise-never = Tidak pernah
promise-always = Selalu
promise-since = Sejak { $day }
promise-since-name = Dijanjikan sejak
promise-source = Sumber
promise-refused = { $count ->
    [0] Bulan ini belum ada yang ditolak
   *[other] Bulan ini { $count } kali menolak
}
promise-proved-on = Terbukti pada { $day }
promise-not-proved = Belum terbukti
promise-not-proved-text = Janji ini belum terbukti untuk aturan yang berlaku sekarang. Selama itu, anggaplah sebagai niat saja.
promise-proof-title = Buktinya
promise-proved-never = { $solver } memeriksa semua keadaan yang mungkin, dan membuktikan bahwa tidak satu pun keadaan yang dilarang janji ini diizinkan oleh aturan.
promise-proved-always = { $solver } memeriksa semua keadaan yang mungkin, dan membuktikan bahwa semua yang dijanjikan di sini memang diizinkan oleh aturan.
promise-seconded = { $solver }, program lain dari pembuat lain, memeriksa ulang dan sampai pada jawaban yang sama.
promise-seconded-partly = { $solver }, program lain dari pembuat lain, memeriksa ulang dan menjawab sama untuk { $seconded } dari { $questions } pertanyaan.
promise-not-seconded = Belum ada program lain yang memeriksa ulang.
promise-proof-what = Apa artinya “terbukti”?
promise-proof-what-text = Mencoba seribu contoh hanya menunjukkan bahwa seribu contoh itu baik. Program pembukti tidak memakai contoh. Janji dan aturan diubah menjadi satu soal hitungan: adakah penjual, barang, harga, dan tanggal yang membuat aturan mengizinkan apa yang dilarang janji? Kalau ada, program itu menunjukkannya. Kalau tidak ada, itulah buktinya, dan siapa pun yang menghitung ulang mendapat jawaban yang sama.
promise-proof-limits = Yang dibuktikan adalah aturannya. Bahwa keterangan tentang penjual dan barang itu benar, misalnya asal penjual, dijaga dengan pemeriksaan identitas, bukan dengan hitungan.
promise-cases-never = Apa yang akan melanggarnya
promise-cases-always = Contohnya
promise-cases-text = Contoh-contoh ini dijalankan pada aturan yang berlaku, dan jawabannya selalu seperti tertulis di sini.
promise-case-allowed = Boleh.
promise-case-refused = Ditolak.
promise-nothing-permits = Tidak ada aturan yang mengizinkannya.
promise-rules-title = Aturan yang menjaganya
promise-rules-text = Aturan-aturan ini menolak apa pun yang akan melanggar janji, siapa pun yang mencobanya.
promise-rule-text = Bunyi aturannya untuk komputer
promise-check-title = Periksa sendiri
promise-check-text = Dengan program Pasar dan program pembukti cvc5, perintah pertama membuktikannya lagi di komputer Anda, dan yang kedua menjalankan semua contohnya:
promise-check-files = Inilah pertanyaan yang diajukan ketika aturan ini disahkan, supaya bisa diberikan kepada program pembukti mana pun. Jawaban yang membuktikan janji ini adalah “unsat”: keadaan yang melanggar tidak ada. Perintah pertama membuat pertanyaan yang sama dari aturannya; pertanyaan yang sama punya sidik SHA-256 yang sama.
promise-check-download = Unduh pertanyaannya (SMT-LIB)
promise-check-none = terlihat langsung dari aturannya, tanpa program pembukti
promise-meaning-text = Bunyi janji ini untuk komputer
promise-versions = Versi aturan
promise-versions-text = Setiap pesanan tetap di bawah versi yang berlaku saat pesanan itu dibuat.
promise-version = { $name }, mulai { $day }
promise-version-now = Berlaku sekarang
promise-version-next = Berikutnya
promise-version-before = Sebelumnya
promise-act-publish = Menawarkan barang
promise-act-show = Menampilkan barang
promise-act-sell = Menjual barang
promise-act-pay = Membayar
promise-act-pay-out = Mencairkan uang penjual
promise-act-admit = Membuka toko
promise-act-advance-stage = Memindahkan tahap Program S
promise-act-claim = Permintaan pembeli
promise-fact-seller = Penjual
promise-fact-goods = Barang
promise-fact-place = Tempat
promise-fact-day = Tanggal
promise-fact-stage = Program S
promise-fact-shops = Toko yang sudah ada
promise-fact-approvals = Disetujui oleh
promise-fact-claim = Permintaan
promise-fact-order = Pesanan
promise-fact-amount = Jumlah
promise-standing-micro = perorangan
promise-standing-business = badan usaha
promise-standing-merchant = pedagang Program S
promise-standing-platform = pengelola pasar
promise-seller = { $standing } dari { $country }
promise-verified = terverifikasi dengan { $evidence } ({ $country })
promise-verified-until = verifikasinya habis pada { $day }
promise-unverified = belum diverifikasi
promise-controlled = dimiliki atau dikendalikan pengelola
promise-goods = dikirim dari { $country }, { $price }
promise-goods-listed = ada di daftar positif
promise-goods-own = merek milik pengelola
promise-goods-down = diturunkan petugas
promise-evidence-national-id = kartu identitas
promise-evidence-passport = paspor
promise-evidence-driving-licence = surat izin mengemudi
promise-evidence-business-register = nomor induk usaha
promise-place-feed = di feed
promise-place-trade = di sistem jual beli
promise-stage-closed = tertutup
promise-stage-pilot = uji coba
promise-stage-open = terbuka
promise-stage-paused = dijeda
promise-stage-move = dari { $from } menjadi { $to }
promise-claim-cancel = membatalkan pesanan
promise-claim-return = mengembalikan barang
promise-claim-refund = meminta uang kembali
promise-claim-complaint = mengeluh
promise-order-waits = belum dikirim
promise-order-sent = sudah dikirim, belum sampai
promise-order-arrived = { $days ->
    [0] baru sampai hari ini
   *[other] sampai { $days } hari lalu
}
promise-country = { $code ->
    [AU] Australia
    [CN] Tiongkok
    [DE] Jerman
    [FR] Prancis
    [GB] Britania Raya
    [HK] Hong Kong
    [ID] Indonesia
    [IN] India
    [JP] Jepang
    [KR] Korea Selatan
    [MY] Malaysia
    [SG] Singapura
    [TH] Thailand
    [US] Amerika Serikat
    [VN] Vietnam
   *[other] negara { $code }
}
promise-gap-never = Setiap menit sebuah program tersendiri mencari barang yang tampil meskipun penjualnya tidak terverifikasi. Program itu belum pernah berjalan.
promise-gap-checked = Barang yang tampil meskipun penjualnya tidak terverifikasi: diperiksa { $runs } kali dalam 30 hari, terakhir { $last }, ditemukan { $gaps }.
