# Days and due dates

day-today = today
day-tomorrow = tomorrow
day-yesterday = yesterday

business-days =
    { $days ->
        [one] 1 business day
       *[other] { $days } business days
    }
days-left =
    { $days ->
        [0] no business day left
        [one] 1 business day left
       *[other] { $days } business days left
    }
due-today = due today
days-overdue =
    { $days ->
        [0] overdue
        [one] 1 business day overdue
       *[other] { $days } business days overdue
    }

# What is wrong with something typed

fault-empty = Please fill this in.
fault-too-long =
    { $max ->
        [one] At most 1 character fits here.
       *[other] At most { $max } characters fit here.
    }
fault-no-email = This is not an e-mail address. It looks like name@example.com.
fault-no-link = This is not a web address. It starts with https:// or http://, without a user name in it.
fault-no-sum = This is not a sum of money. Write it like 7,800 or 7,800.50.
fault-sum-too-fine = This has more decimal places than the currency.
fault-sum-too-large = This sum is too large.
fault-currencies-mixed = Sums in different currencies cannot be added.
fault-no-currency = A currency has three letters, like EUR.

# Sizes

size-bytes =
    { $count ->
        [one] 1 byte
       *[other] { $count } bytes
    }
