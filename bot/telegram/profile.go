package telegram

import (
	"context"
	"fmt"

	"github.com/go-telegram/bot"
)

// Descriptions says when the bot writes its own descriptions, which people read
// before they start it.
type Descriptions string

// The choices of an operator. What somebody wrote with @BotFather may say less on
// purpose.
const (
	FillDescriptions  Descriptions = "fill"  // where there is none
	WriteDescriptions Descriptions = "write" // wherever another one stands
	KeepDescriptions  Descriptions = "keep"  // never
)

// updateDescriptions makes the descriptions say what they should, in every
// language, where they do not yet.
func (r *registrar) updateDescriptions(ctx context.Context) error {
	if r.descriptions == KeepDescriptions {
		return nil
	}
	for _, lang := range r.languages() {
		long, brief := r.core.Profile(lang.name)
		if err := r.updateLong(ctx, lang.code, long); err != nil {
			return fmt.Errorf("description: %w", err)
		}
		if err := r.updateBrief(ctx, lang.code, brief); err != nil {
			return fmt.Errorf("short description: %w", err)
		}
	}
	return nil
}

func (r *registrar) updateLong(ctx context.Context, code, text string) error {
	now, err := r.api.GetMyDescription(ctx, &bot.GetMyDescriptionParams{LanguageCode: code})
	if err != nil || !r.writes(now.Description, text) {
		return err
	}
	_, err = r.api.SetMyDescription(ctx, &bot.SetMyDescriptionParams{Description: text, LanguageCode: code})
	return err
}

func (r *registrar) updateBrief(ctx context.Context, code, text string) error {
	now, err := r.api.GetMyShortDescription(ctx, &bot.GetMyShortDescriptionParams{LanguageCode: code})
	if err != nil || !r.writes(now.ShortDescription, text) {
		return err
	}
	_, err = r.api.SetMyShortDescription(ctx, &bot.SetMyShortDescriptionParams{ShortDescription: text, LanguageCode: code})
	return err
}

// writes tells whether a text takes the place of the one that stands there.
func (r *registrar) writes(now, text string) bool {
	return now != text && (now == "" || r.descriptions == WriteDescriptions)
}
