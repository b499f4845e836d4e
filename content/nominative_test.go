package content_test

import (
	"slices"
	"testing"

	"prayerbot/content"
)

func TestANameInAnotherCaseOfRussianIsFoundInTheNominative(t *testing.T) {
	for declined, name := range map[string]string{
		"Нигерию": "Нигерия", "Нигерии": "Нигерия", "Нигерией": "Нигерия", "Китая": "Китай", "Китаем": "Китай", "Ираке": "Ирак", "Ираку": "Ирак",
		"Кубе": "Куба", "Кубой": "Куба", "Эритрее": "Эритрея", "Эритрею": "Эритрея", "Израиля": "Израиль", "Израилем": "Израиль", "Египте": "Египет",
		"Северную Корею": "Северная Корея", "Северной Корее": "Северная Корея", "Ближнем Востоке": "Ближний Восток", "Ближнего Востока": "Ближний Восток",
		"Саудовской Аравии": "Саудовская Аравия", "Объединённых Арабских Эмиратах": "Объединённые Арабские Эмираты", "Южном Судане": "Южный Судан",
		"Демократической Республике Конго": "Демократическая Республика Конго", "Шри-Ланке": "Шри-Ланка", "Филиппин": "Филиппины", "Филиппинах": "Филиппины",
		"Москве": "Москва", "Казани": "Казань", "Санкт-Петербурге": "Санкт-Петербург", "Нижнем Новгороде": "Нижний Новгород", "Ростове-на-Дону": "Ростов-на-Дону",
		"Грозном": "Грозный", "Набережных Челнах": "Набережные Челны", "Уфе": "Уфа", "Бишкеке": "Бишкек", "Орле": "Орёл",
	} {
		if all := slices.Collect(content.Nominatives(declined)); !slices.Contains(all, content.FoldName(name)) {
			t.Errorf("%q is not found as %q but as %q", declined, name, all)
		}
	}
}

func TestOnlyANameInCyrillicIsTriedInOtherCases(t *testing.T) {
	for _, text := range []string{"", "Nigeria", "Nigeria и Чад", "молитва за гонимых христиан в Нигерии"} {
		for name := range content.Nominatives(text) {
			t.Errorf("%q is tried as %q", text, name)
			break
		}
	}
}

// Nobody waits for a name, however many cases it may stand in.
func TestANameHasNotTooManyCases(t *testing.T) {
	for _, text := range []string{"Демократической Республике Восточного Тимора", "ииии ееее ееее ееее"} {
		n := 0
		for range content.Nominatives(text) {
			n++
		}
		if n > 10_000 {
			t.Errorf("%q has %d", text, n)
		}
	}
}
