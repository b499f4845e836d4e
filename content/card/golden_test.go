package card

import (
	"bytes"
	"flag"
	"image"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "write the golden pictures anew")

// shown are the cards whose pictures are kept: every design and script, the longest
// titles, the smallest states, and what is hard on a map.
var shown = map[string]Card{
	"english":        {Country: "NG", Region: "west-africa", Kicker: "Nigeria", Title: "Farmers who dare not sleep at home", Date: "Monday, 30 November 2026", Language: "en"},
	"german-long":    {Country: "ER", Region: "east-africa", Kicker: "Eritrea", Title: "Priester, Ordensleute und Helfer, in der Wüste festgehalten", Date: "Montag, 30. November 2026", Language: "de"},
	"french-longest": {Design: Feast, Season: Ordinary, Kicker: "Journée de l’ONU pour les victimes de violences en raison de leur religion ou de leurs convictions", Title: "Ceux qui brûlent des villes, et ceux qui voudraient se venger par le feu", Date: "samedi 22 août 2026", Language: "fr"},
	"cut-off":        {Country: "CD", Region: "central-africa", Kicker: "République démocratique du Congo", Title: "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft und alles, was danach noch zu sagen wäre, wenn es einen Platz dafür gäbe, und dann noch einmal dasselbe von vorn", Date: "30 novembre 2026", Language: "fr"},
	"spanish":        {Country: "CU", Region: "central-america-and-caribbean", Kicker: "Cuba", Title: "La policía secreta estudia la Biblia para hallar a quienes huyeron", Date: "lunes, 30 de noviembre de 2026", Language: "es"},
	"russian":        {Country: "KZ", Region: "caucasus-and-central-asia", Kicker: "Казахстан", Title: "Общины, которые не могут зарегистрироваться и собираются по домам", Date: "понедельник, 30 ноября 2026 г.", Language: "ru"},
	"arabic":         {Country: "EG", Region: "north-africa", Kicker: "مصر", Title: "كنيسة القديس مار مينا في حلوان بعد 29 ديسمبر 2017 (BBC)", Date: "الاثنين، 30 نوفمبر 2026", Language: "ar", RTL: true},
	"arabic-alert":   {Design: Alert, Country: "SD", Region: "north-africa", Label: "عاجل", Kicker: "السودان", Title: "كنائس الخرطوم بين خطوط النار", Date: "الاثنين، 30 نوفمبر 2026", Language: "ar", RTL: true},
	"arabic-report":  {Design: Report, Country: "YE", Region: "middle-east", Label: "تقرير عن البلد", Title: "اليمن", Text: "من ترك الإسلام في اليمن يواجه عقوبة الموت، وكثيرون يؤمنون في الخفاء ولا يعرفهم أحد.", Date: "30 نوفمبر 2026", Language: "ar", RTL: true},
	"korean":         {Country: "MV", Region: "south-asia", Kicker: "몰디브", Title: "두려움 속에서도 혼자 성경을 읽는 사람들을 위하여", Date: "2026년 11월 30일 월요일", Language: "ko"},
	"chinese":        {Country: "CN", Region: "east-asia", Kicker: "中国", Title: "在被关闭的教会以外，仍在家里聚会的信徒", Date: "2026年11月30日", Language: "zh-Hans"},
	"chinese-report": {Design: Report, Country: "LA", Region: "southeast-asia", Label: "国家报告", Title: "老挝", Text: "在许多村庄，成为基督徒的家庭被要求在信仰与家园之间作出选择。", Date: "2026年11月30日", Language: "zh-Hans"},
	"smallest":       {Country: "MC", Region: "western-europe", Kicker: "Monaco", Title: "A small church beside the sea", Date: "30 November 2026", Language: "en"},
	"tuvalu":         {Country: "TV", Region: "", Kicker: "Tuvalu", Title: "Where the water rises and the hymns go on", Date: "30 November 2026", Language: "en"},
	"date-line":      {Country: "RU", Region: "eastern-europe", Kicker: "Russland", Title: "Wer gegen den Krieg predigt", Date: "Montag, 30. November 2026", Language: "de"},
	"claimed":        {Country: "UA", Region: "eastern-europe", Kicker: "Ucraina", Title: "Chiese chiuse nelle zone occupate", Date: "lunedì 30 novembre 2026", Language: "it"},
	"dotted":         {Design: Report, Country: "IN", Region: "south-asia", Label: "Relatório do país", Title: "Índia", Text: "Em doze estados a lei pune quem muda de religião sem licença, e multidões atacam igrejas de aldeia.", Date: "30 de novembro de 2026", Language: "pt"},
	"emblem":         {Design: Emblem, Country: "NG", Region: "west-africa"},
	"emblem-small":   {Design: Emblem, Country: "MV", Region: "south-asia"},
	"emblem-alert":   {Design: AlertEmblem, Country: "ER", Region: "east-africa"},
	"joy":            {Design: Feast, Season: Joy, Kicker: "Easter Day", Title: "He is risen, also behind locked doors", Date: "Sunday, 28 March 2027", Language: "en"},
	"waiting":        {Design: Feast, Season: Waiting, Country: "IQ SY", Kicker: "Erster Advent", Title: "Warten, wo die Glocken wieder läuten", Date: "Sonntag, 29. November 2026", Language: "de"},
	"fire":           {Design: Feast, Season: Fire, Kicker: "عيد العنصرة", Title: "نار لا تنطفئ في كل لسان", Date: "الأحد، 16 مايو 2027", Language: "ar", RTL: true},
}

// The distances up to which two pictures look the same: CIE's of 1976, on the mean,
// and in each tile.
const (
	meanDistance = 1
	tileDistance = 5
	tile         = 16
)

func TestCardsLookAsTheyDid(t *testing.T) {
	p := painter(t)
	for name, c := range shown {
		t.Run(name, func(t *testing.T) {
			data, err := p.Draw(c)
			if err != nil {
				t.Fatal(err)
			}
			file := filepath.Join("testdata", name+".png")
			if *update {
				if err := os.WriteFile(file, data, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			before, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			mean, worst, where := distance(decoded(t, before), decoded(t, data))
			if mean >= meanDistance || worst > tileDistance {
				t.Errorf("the picture has changed: %.2f on the mean, %.2f in the tile at %v", mean, worst, where)
			}
		})
	}
}

// TestADifferenceIsSeen holds the bounds themselves: another colour, and a word in a
// corner, are too far away.
func TestADifferenceIsSeen(t *testing.T) {
	p := painter(t)
	draw := func(c Card) image.Image {
		data, err := p.Draw(c)
		if err != nil {
			t.Fatal(err)
		}
		return decoded(t, data)
	}
	card := shown["english"]
	other, moved := card, card
	other.Region, moved.Date = "east-africa", "Tuesday, 1 December 2026"
	if mean, _, _ := distance(draw(card), draw(other)); mean < meanDistance {
		t.Errorf("another colour is only %.2f away", mean)
	}
	if _, worst, _ := distance(draw(card), draw(moved)); worst <= tileDistance {
		t.Errorf("another date is only %.2f away", worst)
	}
	if mean, worst, _ := distance(draw(card), draw(card)); mean != 0 || worst != 0 {
		t.Errorf("the same card is %.2f away from itself", mean)
	}
}

func painter(t testing.TB) *Painter {
	t.Helper()
	p, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func decoded(t testing.TB, data []byte) image.Image {
	t.Helper()
	m, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// distance is how far two pictures are from each other: on the mean, and in the
// tile where it is most.
func distance(a, b image.Image) (mean, worst float64, where image.Point) {
	for y := 0; y < Height; y += tile {
		for x := 0; x < Width; x += tile {
			sum, n := 0.0, 0.0
			for ty := y; ty < min(y+tile, Height); ty++ {
				for tx := x; tx < min(x+tile, Width); tx++ {
					if n++; a.At(tx, ty) != b.At(tx, ty) {
						sum += between(lab(a, tx, ty), lab(b, tx, ty))
					}
				}
			}
			if mean += sum; sum/n > worst {
				worst, where = sum/n, image.Point{X: x, Y: y}
			}
		}
	}
	return mean / (Width * Height), worst, where
}

func between(a, b [3]float64) float64 {
	return math.Sqrt((a[0]-b[0])*(a[0]-b[0]) + (a[1]-b[1])*(a[1]-b[1]) + (a[2]-b[2])*(a[2]-b[2]))
}

// lab is a pixel as CIELAB, in the light of D65.
func lab(m image.Image, x, y int) [3]float64 {
	r, g, b, _ := m.At(x, y).RGBA()
	lr, lg, lb := linear(float64(r)/65535), linear(float64(g)/65535), linear(float64(b)/65535)
	f := func(v float64) float64 {
		if v > 216.0/24389 {
			return math.Cbrt(v)
		}
		return (24389.0/27*v + 16) / 116
	}
	fx, fy, fz := f((0.4124*lr+0.3576*lg+0.1805*lb)/0.95047), f(0.2126*lr+0.7152*lg+0.0722*lb), f((0.0193*lr+0.1192*lg+0.9505*lb)/1.08883)
	return [3]float64{116*fy - 16, 500 * (fx - fy), 200 * (fy - fz)}
}

func linear(v float64) float64 {
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}
