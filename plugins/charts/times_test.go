package charts

import (
	"strings"
	"testing"
	"time"
)

// timeLabels are the ticks from one time to another as a person reads them.
func timeLabels(t *testing.T, from, to, layout string, zone *time.Location) string {
	t.Helper()
	var ends [2]float64
	for i, s := range []string{from, to} {
		at, err := time.ParseInLocation("2006-01-02 15:04:05.999", s, zone)
		if err != nil {
			t.Fatal(err)
		}
		ends[i] = seconds(at)
	}
	return labels(timeTicks(ends[0], ends[1], zone, layout))
}

func TestTimeTicks(t *testing.T) {
	tests := []struct{ from, to, layout, want string }{
		{"2024-03-01 12:00:00.000", "2024-03-01 12:00:00.005", "", "12:00:00.000 12:00:00.001 12:00:00.002 12:00:00.003 12:00:00.004 12:00:00.005"},
		{"2024-03-01 12:00:00", "2024-03-01 12:00:04", "", "12:00:00 12:00:01 12:00:02 12:00:03 12:00:04"},
		{"2024-03-01 12:00:00", "2024-03-01 13:00:00", "", "12:00 12:10 12:20 12:30 12:40 12:50 13:00"},
		{"2024-03-01 00:00:00", "2024-03-01 23:59:59", "", "1 Mar 06:00 12:00 18:00"}, // midnight has the day
		{"2024-02-27 00:00:00", "2024-03-02 00:00:00", "", "27 Feb 28 Feb 29 Feb 1 Mar 2 Mar"},
		{"2024-01-01 00:00:00", "2024-02-10 00:00:00", "", "1 Jan 8 Jan 15 Jan 22 Jan 29 Jan 5 Feb"}, // Mondays
		{"2024-09-15 00:00:00", "2025-02-15 00:00:00", "", "Oct 2024 Nov Dec Jan 2025 Feb"},          // January has the year
		{"2012-01-01 00:00:00", "2015-12-31 00:00:00", "", "2012 2013 2014 2015"},
		{"2012-01-01 00:00:00", "2015-12-31 00:00:00", "06", "12 13 14 15"},
		{"1500-01-01 00:00:00", "2000-01-01 00:00:00", "", "1500 1600 1700 1800 1900 2000"},
		{"0001-01-01 00:00:00", "9999-01-01 00:00:00", "", "2000 4000 6000 8000"},
	}
	for _, test := range tests {
		if got := timeLabels(t, test.from, test.to, test.layout, time.UTC); got != test.want {
			t.Errorf("%s to %s: %s, want %s", test.from, test.to, got, test.want)
		}
	}
}

// Round times are round on the clock of the zone, also on days when it is
// changed.
func TestTimeTicksOfZones(t *testing.T) {
	india := time.FixedZone("IST", 5*3600+1800)
	if got, want := timeLabels(t, "2024-03-01 00:00:00", "2024-03-01 23:00:00", "", india), "1 Mar 06:00 12:00 18:00"; got != want {
		t.Errorf("half an hour beside UTC: %s, want %s", got, want)
	}
	copenhagen, err := time.LoadLocation("Europe/Copenhagen")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := timeLabels(t, "2024-03-30 00:00:00", "2024-04-01 00:00:00", "", copenhagen), "30 Mar 12:00 31 Mar 12:00 1 Apr"; got != want {
		t.Errorf("when summer begins: %s, want %s", got, want)
	}
}

// Every range has ticks, and few.
func TestTimeTicksAreFew(t *testing.T) {
	begin := time.Date(2024, 2, 29, 13, 17, 19, 0, time.UTC)
	for length := 5 * time.Millisecond; length < 100*year; length += length / 4 {
		ticks := timeTicks(seconds(begin), seconds(begin.Add(length)), time.UTC, "")
		if len(ticks) < 2 || len(ticks) > aboutTicks+2 {
			t.Errorf("%v: %s", length, labels(ticks))
		}
	}
}

// Times closer than a millisecond have one label at least.
func TestTimeTicksOfAnInstant(t *testing.T) {
	begin := seconds(time.Date(2024, 2, 3, 7, 30, 0, 250_000, time.UTC))
	if got, want := labels(timeTicks(begin, begin+1e-4, time.UTC, "")), "3 Feb 2024 07:30:00.00025"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got, want := labels(timeTicks(begin, begin+1e-4, time.UTC, "15:04")), "07:30"; got != want {
		t.Errorf("by a layout: %s, want %s", got, want)
	}
}

func TestTimeText(t *testing.T) {
	for layout, want := range map[string]string{
		"2024-02-03 00:00:00":    "3 Feb 2024",
		"2024-02-03 07:30:00":    "3 Feb 2024 07:30",
		"2024-02-03 07:00:00":    "3 Feb 2024 07:00",
		"2024-02-03 00:00:07":    "3 Feb 2024 00:00:07",
		"2024-02-03 07:30:00.25": "3 Feb 2024 07:30:00.25",
	} {
		at, err := time.Parse("2006-01-02 15:04:05.999", layout)
		if err != nil {
			t.Fatal(err)
		}
		if got := timeText(timeAt(seconds(at), time.UTC)); got != want {
			t.Errorf("%s: %s, want %s", strings.TrimSpace(layout), got, want)
		}
	}
}
