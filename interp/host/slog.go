package host

import (
	"context"
	"log/slog"
)

// A handler of package slog goes through attributes as package fmt or encoding/json do.
// Those that come from scripts are looked at when they are made and when they are
// handled. What a LogValue returns only the handler sees, so it looks as well.

// slogAny is slog.Any.
func (h *Host) slogAny(key string, v any) slog.Attr {
	return slog.Attr{Key: key, Value: h.slogAnyValue(v)}
}

// slogAnyValue is slog.AnyValue.
func (h *Host) slogAnyValue(v any) slog.Value {
	h.mustEnd(prints, v)
	return slog.AnyValue(h.Copied(v))
}

// slogAttrString is a.String().
func (h *Host) slogAttrString(a slog.Attr) string {
	h.mustEnd(prints, a)
	return a.String()
}

// slogValueString is v.String().
func (h *Host) slogValueString(v slog.Value) string {
	h.mustEnd(prints, v)
	return v.String()
}

// slogHandle is to.Handle(ctx, r).
func (h *Host) slogHandle(to slog.Handler, ctx context.Context, r slog.Record) error {
	h.mustEnd(prints, r)
	return to.Handle(ctx, h.Copied(r).(slog.Record))
}

// slogWithAttrs is to.WithAttrs(attrs).
func (h *Host) slogWithAttrs(to slog.Handler, attrs []slog.Attr) slog.Handler {
	h.mustEnd(prints, attrs)
	return to.WithAttrs(h.Copied(attrs).([]slog.Attr))
}

// handlerOptions returns the options for a handler that goes through values in a way:
// in place of one without an end it writes an error, as it does for what it cannot encode.
func (h *Host) handlerOptions(how reader, given *slog.HandlerOptions) *slog.HandlerOptions {
	var own slog.HandlerOptions
	if given != nil {
		own = *given
	}
	replace := own.ReplaceAttr
	own.ReplaceAttr = func(groups []string, a slog.Attr) slog.Attr {
		if replace != nil {
			a = replace(groups, a)
			a.Value = a.Value.Resolve()
		}
		if a.Value.Kind() != slog.KindAny {
			return a
		}
		if err := h.endless(how, a.Value.Any()); err != nil {
			return slog.String(a.Key, "!ERROR:"+err.Error())
		}
		return a
	}
	return &own
}
