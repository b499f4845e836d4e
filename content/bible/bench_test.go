package bible

import (
	"testing"

	"prayerbot/content/scripture"
)

func BenchmarkCold(b *testing.B) {
	for _, name := range []string{"Psalm 23:1", "John 3:16", "Jude 24"} {
		ref, err := scripture.Parse(name)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) {
			of := english(b)
			b.ReportAllocs()
			for b.Loop() {
				of.read(question{of, ref, 300})
			}
		})
	}
}

func BenchmarkWarm(b *testing.B) {
	ref, err := scripture.Parse("Psalm 23:1")
	if err != nil {
		b.Fatal(err)
	}
	of := english(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, _, ok := of.Excerpt(ref, 300); !ok {
			b.Fatal("there is no text")
		}
	}
}

func BenchmarkWarmParallel(b *testing.B) {
	ref, err := scripture.Parse("Psalm 23:1")
	if err != nil {
		b.Fatal(err)
	}
	of := english(b)
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			of.Excerpt(ref, 300)
		}
	})
}
