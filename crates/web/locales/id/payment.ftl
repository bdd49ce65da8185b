# Cara bayar dan keadaan pembayaran. Cara milik bank percobaan tidak memakai uang sungguhan.
payment-sandbox-success = Kartu percobaan yang diterima
payment-sandbox-success-hint = Bank percobaan langsung menyetujui.
payment-sandbox-decline = Kartu percobaan yang ditolak
payment-sandbox-decline-hint = Bank percobaan menolak, supaya kamu bisa mencoba bayar lagi.
payment-sandbox-later = Transfer percobaan
payment-sandbox-later-hint = Bank percobaan menjawab belakangan; kamu bisa menjawab sendiri di halamannya.
payment-sandbox-note = Ini percobaan: tidak ada uang sungguhan yang berpindah.
payment-state-requested = Sedang ditanyakan ke bank
payment-state-pending = Menunggu jawaban bank
payment-state-authorised = Disetujui bank
payment-state-captured = Sudah dibayar
payment-state-declined = Ditolak bank
payment-state-voided = Dibatalkan
payment-declined-funds = Saldonya tidak cukup.
payment-declined-other = Bank tidak memberi alasan.
