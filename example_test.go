package panelgo_test

import (
	"context"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"regexp"
	"testing/fstest"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/plugins"
	"github.com/panelgo/panelgo/pn"
)

// Scripts are served by a program that has an HTTP server of its own.
func ExampleHandler() {
	o := panelgo.Defaults()
	o.Prefix = "/tools"
	apps, err := panelgo.Handler([]string{"apps/weather.go"}, panelgo.WithOptions(o))
	if err != nil {
		log.Fatal(err)
	}
	defer apps.Close()

	mux := http.NewServeMux()
	mux.Handle("/tools/", apps)
	web := httptest.NewServer(mux)
	defer web.Close()

	fmt.Println(apps.Slugs())
	fmt.Println(title(web.URL + "/tools/weather?city=Oslo"))
	// Output:
	// [weather]
	// Oslo Weather
}

// Serve listens and serves until its context is done.
func ExampleServe() {
	o := panelgo.Defaults()
	o.Port = 0 // any that is free
	o.Reuse = "true"

	ctx, stop := context.WithCancel(context.Background())
	err := panelgo.Serve(ctx, o, []string{"apps/weather.go"}, func(url string) {
		go func() {
			defer stop()
			fmt.Println(title(url + "weather"))
		}()
	})
	fmt.Println(err)
	// Output:
	// Berlin Weather
	// <nil>
}

// A script with this main is an ordinary program too, with the flags of "panelgo
// serve".
func ExampleMain() {
	panelgo.Main(hello, helloKey, panelgo.WithSlug("hello"))
}

// Announce is what "panelgo serve" does with the URL of a server.
func ExampleAnnounce() {
	o := panelgo.Defaults()
	o.Show = true // opens a browser
	if err := panelgo.Serve(context.Background(), o, []string{"apps"}, panelgo.Announce(o)); err != nil {
		log.Fatal(err)
	}
}

// Apps of the program itself need no script.
func ExampleWithApp() {
	apps, err := panelgo.Handler(nil,
		panelgo.WithApp("hello", hello, helloKey),
		panelgo.WithApp("bye", func(s *pn.Session) { s.Title("Bye") }),
	)
	if err != nil {
		log.Fatal(err)
	}
	defer apps.Close()
	web := httptest.NewServer(apps)
	defer web.Close()

	fmt.Println(apps.Slugs())
	fmt.Println(title(web.URL + "/hello?name=Ada"))
	// Output:
	// [bye hello]
	// Hello Ada
}

// The key of an app is what its visitors share a first view by, and the views that
// WarmURLs names are made before anybody asks.
func ExampleWithApp_reuse() {
	o := panelgo.Defaults()
	o.Reuse, o.Warm = "true", true
	warmURLs := func() []string { return []string{"?name=Ada"} }
	apps, err := panelgo.Handler(nil, panelgo.WithOptions(o), panelgo.WithApp("hello", hello, helloKey, warmURLs))
	if err != nil {
		log.Fatal(err)
	}
	defer apps.Close()
	web := httptest.NewServer(apps)
	defer web.Close()

	for _, name := range []string{"Ada", "Grace", "Grace"} {
		answer, err := http.Get(web.URL + "/hello?name=" + name)
		if err != nil {
			log.Fatal(err)
		}
		answer.Body.Close()
		fmt.Println(name, answer.Header.Get("Server-Timing"))
	}
	// Output:
	// Ada reuse;desc=hit
	// Grace reuse;desc=miss
	// Grace reuse;desc=hit
}

// Files that are part of the program, by go:embed for example, are an app's files.
func ExampleWithFiles() {
	files := fstest.MapFS{"greeting.txt": {Data: []byte("Good morning")}}
	apps, err := panelgo.Handler(nil, panelgo.WithApp("morning", func(s *pn.Session) {
		text, err := s.ReadFile("greeting.txt")
		if err != nil {
			panic(err)
		}
		s.Title(string(text))
	}, panelgo.WithFiles(files)))
	if err != nil {
		log.Fatal(err)
	}
	defer apps.Close()
	web := httptest.NewServer(apps)
	defer web.Close()

	fmt.Println(title(web.URL + "/morning"))
	// Output: Good morning
}

// The name of an app in URLs is that of its file, unless the program says otherwise.
func ExampleWithSlug() {
	panelgo.Main(hello, panelgo.WithSlug("greeting"))
}

// Pages, and the list of apps, say what an app is for.
func ExampleWithSynopsis() {
	apps, err := panelgo.Handler(nil, panelgo.WithApp("hello", hello, panelgo.WithSynopsis("Hello greets who comes.")))
	if err != nil {
		log.Fatal(err)
	}
	defer apps.Close()
	web := httptest.NewServer(apps)
	defer web.Close()

	fmt.Println(find(web.URL+"/hello", `<meta name="description" content="(.*)">`))
	// Output: Hello greets who comes.
}

// The options of a program are the flags of "panelgo serve".
func ExampleWithOptions() {
	o := panelgo.Defaults()
	o.Prefix, o.MaxSessions = "/tools", 100
	apps, err := panelgo.Handler([]string{"apps/weather.go"}, panelgo.WithOptions(o))
	if err != nil {
		log.Fatal(err)
	}
	defer apps.Close()
	fmt.Println(apps.Stats().MaxSessions)
	// Output: 100
}

// clock is a plugin with a route of its own.
type clock struct{}

func (clock) Name() string { return "clock" }

func (clock) Routes() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "<title>Noon</title>") })
}

var _ plugins.RouteProvider = clock{}

// Plugins come beside the built-in ones.
func ExampleWithPlugins() {
	apps, err := panelgo.Handler(nil, panelgo.WithPlugins(clock{}), panelgo.WithApp("hello", hello))
	if err != nil {
		log.Fatal(err)
	}
	defer apps.Close()
	web := httptest.NewServer(apps)
	defer web.Close()

	fmt.Println(title(web.URL + "/_panelgo/plugins/clock/now"))
	// Output: Noon
}

// A server of the program's own ends when it is told to, also while visitors are there.
func ExampleServer() {
	apps, err := panelgo.Handler([]string{"apps/weather.go"})
	if err != nil {
		log.Fatal(err)
	}
	web := httptest.NewServer(apps)
	fmt.Println(title(web.URL + "/weather"))

	fmt.Println(web.Config.Shutdown(context.Background()), apps.Close())
	// Output:
	// Berlin Weather
	// <nil> <nil>
}

func hello(s *pn.Session) { s.Title("Hello " + s.Arg("name", "you")) }

func helloKey(r *pn.Request) string { return r.Arg("name", "you") }

// title returns the title of a page.
func title(url string) string { return find(url, `<title>(.*)</title>`) }

// find returns what an expression finds in a page, or why it does not.
func find(url, expression string) string {
	answer, err := http.Get(url)
	if err != nil {
		return err.Error()
	}
	defer answer.Body.Close()
	page, err := io.ReadAll(answer.Body)
	if err != nil {
		return err.Error()
	}
	if found := regexp.MustCompile(expression).FindSubmatch(page); found != nil {
		return string(found[1])
	}
	return answer.Status
}
