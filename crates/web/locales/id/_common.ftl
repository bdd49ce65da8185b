# Bilangan, tanggal, dan kata yang dipakai di banyak halaman.
number-group = .
number-decimal = ,
number-thousand = { $number } rb
number-million = { $number } jt
number-milliard = { $number } M

date-month = { $month ->
    [1] Januari
    [2] Februari
    [3] Maret
    [4] April
    [5] Mei
    [6] Juni
    [7] Juli
    [8] Agustus
    [9] September
    [10] Oktober
    [11] November
   *[12] Desember
}
date-day = { $day } { date-month } { $year }
date-month-year = { date-month } { $year }
date-minute = { $date } pukul { $hour }.{ $minute } { $zone }
date-clock = { $hour }.{ $minute }
ago-now = baru saja
ago-minutes = { $count } menit lalu
ago-hours = { $count } jam lalu
ago-days = { $count } hari lalu

form-required = wajib diisi
form-optional = boleh kosong
form-problems = { $count ->
   *[other] Ada { $count } isian yang perlu diperbaiki
}
form-choose = Pilih
form-missing = Isi kolom ini.
form-save = Simpan
form-cancel = Batal
form-delete = Hapus
form-edit = Ubah
form-send = Kirim
form-continue = Lanjutkan
form-back = Kembali

stepper-less = Kurangi satu
stepper-more = Tambah satu
rating-of = Nilai { $rating } dari 5
rating-count = { $count } ulasan
rating-choose = { $count } bintang
product-sold = { $count } terjual
product-gone = Habis
filters-title = Saring
filters-apply = Terapkan
filters-clear = Hapus saringan
pager-next = Berikutnya
pager-first = Kembali ke awal
crumbs-label = Jalur halaman
crumbs-home = Beranda
gallery-label = Gambar produk
product-from = mulai
language-name = Bahasa Indonesia
