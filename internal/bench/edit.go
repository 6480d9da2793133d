package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/visitor"
)

// measureEdit times how long a saved script takes to show on open pages, in
// development, against rewriting the file and reading it back.
func measureEdit() ([]row, error) {
	few, err := measureSave("isolated", 20, 9, 100*time.Millisecond)
	if err != nil {
		return nil, err
	}
	many, err := measureSave("shared", 1_000, 5, time.Second)
	return []row{few, many}, err
}

func measureSave(form string, n, times int, budget time.Duration) (row, error) {
	shared, isolated, remove, err := sliderApps()
	if err != nil {
		return row{}, err
	}
	defer remove()
	file := map[string]string{"shared": shared, "isolated": isolated}[form]
	url, stop, err := serve(func(o *panelgo.Options) { o.Dev, o.Watch = true, true }, file)
	if err != nil {
		return row{}, err
	}
	defer stop()
	pages, err := many(url+"/"+form, n)
	defer closeAll(pages)
	if err != nil {
		return row{}, err
	}
	for i, p := range pages { // each has an input that the edit must keep
		if _, err := slide(p, 2+i%900); err != nil {
			return row{}, err
		}
	}
	source, err := os.ReadFile(file)
	if err != nil {
		return row{}, err
	}
	var ours, floor []float64
	for i := range times {
		word := fmt.Sprintf("days%d", i)
		edited := bytes.ReplaceAll(source, []byte("%d days"), []byte("%d "+word))
		began := time.Now()
		if err := os.WriteFile(file, edited, 0o644); err != nil {
			return row{}, err
		}
		for i, p := range pages {
			if err := waitFor(p, fmt.Sprintf("%d %s", 2+i%900, word)); err != nil {
				return row{}, err
			}
		}
		ours = append(ours, time.Since(began).Seconds())
		began = time.Now()
		if err := os.WriteFile(file+".txt", edited, 0o644); err != nil {
			return row{}, err
		}
		floor = append(floor, time.Since(began).Seconds())
		time.Sleep(100 * time.Millisecond)
	}
	return row{
		what: fmt.Sprintf("save → new content on every open page (%d pages, %s)", n, form), budget: fmt.Sprint("≤ ", budget),
		got: fmt.Sprintf("%.0f ms", median(ours)*1e3), baseline: fmt.Sprintf("writing the file %.2f ms", median(floor)*1e3), met: median(ours) <= budget.Seconds(),
	}, nil
}

// waitFor waits for a message that contains a word.
func waitFor(v *visitor.Visitor, word string) error {
	for {
		message, err := v.Next()
		if err != nil {
			return fmt.Errorf("wait for %s: %w", word, err)
		}
		if bytes.Contains(message, []byte(word)) {
			return nil
		}
	}
}

// measureStart times how long the command takes until it listens, against a
// start of the same command that only prints its version.
func measureStart() ([]row, error) {
	dir, err := os.MkdirTemp("", "panelgo-bench")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	command := filepath.Join(dir, "panelgo")
	if out, err := exec.Command("go", "build", "-o", command, "./cmd/panelgo").CombinedOutput(); err != nil {
		return nil, fmt.Errorf("build panelgo: %w\n%s", err, out)
	}
	var serving, version []float64
	for range 9 {
		a, err := timeToListen(command)
		if err != nil {
			return nil, err
		}
		began := time.Now()
		if err := exec.Command(command, "version").Run(); err != nil {
			return nil, fmt.Errorf("panelgo version: %w", err)
		}
		serving, version = append(serving, a), append(version, time.Since(began).Seconds())
	}
	return []row{{
		what: "panelgo serve → listening", budget: "≤ 150 ms",
		got: fmt.Sprintf("%.0f ms", median(serving)*1e3), baseline: fmt.Sprintf("panelgo version %.0f ms", median(version)*1e3), met: median(serving) <= 0.15,
	}}, nil
}

func timeToListen(command string) (float64, error) {
	serve := exec.Command(command, "serve", "--port", "0", "--address", "127.0.0.1", weather)
	out, err := serve.StderrPipe()
	if err != nil {
		return 0, err
	}
	began := time.Now()
	if err := serve.Start(); err != nil {
		return 0, err
	}
	defer serve.Wait()
	defer serve.Process.Kill()
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if strings.Contains(lines.Text(), "serving at") {
			return time.Since(began).Seconds(), nil
		}
	}
	return 0, fmt.Errorf("panelgo serve said nothing of serving")
}
