# Halaman bank percobaan: di sini orang berperan sebagai bank.
bank-title = Bank percobaan
bank-mark = Percobaan
bank-note = Ini bukan bank sungguhan. Halaman ini menggantikan aplikasi bankmu selama uji coba, dan tidak ada uang yang berpindah.
bank-asks = Pasar minta pembayaran
bank-order = Pesanan
bank-method = Cara bayar
bank-payment = Kode pembayaran
bank-approve = Setujui pembayaran
bank-decline = Tolak
bank-leave = Nanti saja
bank-leave-hint = Kalau dibiarkan, bank percobaan menyetujui sendiri beberapa saat lagi.
bank-answered = Bank sudah menjawab pembayaran ini. Tidak ada yang perlu dilakukan lagi di sini.
bank-to-order = Lihat pesanan
bank-left = Pembayaranmu menunggu jawaban bank.
bank-approved = Bank menyetujui. Pesananmu sudah diteruskan ke toko.
bank-declined = Bank menolak. Kamu bisa membayar dengan cara lain.
bank-late = Pembayaran ini sudah dijawab sebelumnya. Beginilah keadaannya sekarang.
