# Mengapa yang diketik bukan jumlah uang.
money-empty = Isi jumlahnya, misalnya { $example }.
money-not-an-amount = “{ $text }” bukan jumlah uang. Tulis seperti { $example }.
money-ambiguous = “{ $text }” bisa dibaca { $whole } atau { $fraction }. Tulis salah satunya.
money-too-fine = “{ $text }” terlalu rinci. Tulis { $nearest }.
money-too-large = “{ $text }” terlalu besar. Periksa jumlah nolnya.
