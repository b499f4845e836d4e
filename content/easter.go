package content

import "time"

// Easter is Easter Day as the Western churches keep it, for any year of the
// Gregorian calendar (the method of Meeus, Jones and Butcher).
func Easter(year int) Date {
	a, b, c := year%19, year/100, year%100
	g := (8*b + 13) / 25
	h := (19*a + b - b/4 - g + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 19*l) / 433
	month := (h + l - 7*m + 90) / 25
	day := (h + l - 7*m + 33*month + 19) % 32
	return Date{year, time.Month(month), day}
}

// OrthodoxEaster is Easter Day as the Orthodox and most Oriental churches keep
// it, in the Gregorian calendar: the method of Meeus gives the Julian date,
// which lies some days behind.
func OrthodoxEaster(year int) Date {
	a, b, c := year%4, year%7, year%19
	d := (19*c + 15) % 30
	e := (2*a + 4*b - d + 34) % 7
	month := (d + e + 114) / 31
	day := (d+e+114)%31 + 1
	behind := year/100 - year/400 - 2
	return Date{year, time.Month(month), day}.Add(behind)
}

// Advent is the first Sunday of Advent: the fourth Sunday before Christmas Day.
func Advent(year int) Date {
	eve := Date{year, time.December, 24}
	return eve.Add(-int(eve.Weekday()) - 21)
}
