# When a service is open.
weekday-1 = Senin
weekday-2 = Selasa
weekday-3 = Rabu
weekday-4 = Kamis
weekday-5 = Jumat
weekday-6 = Sabtu
weekday-7 = Minggu
weekdays = { $from } sampai { $to }
hours-on = { $days }: pukul { $opens } sampai { $closes }
