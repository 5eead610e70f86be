# When a service is open.
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
weekdays = { $from } to { $to }
hours-on = { $days }: { $opens } to { $closes }
