// Go's net/http, answering 413 early: go-server ADDRESS:PORT
package main

import (
	"log"
	"net/http"
	"os"
	"strconv"
	"strings"
)

func main() {
	log.Fatal(http.ListenAndServe(os.Args[1], http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		size := 200
		if strings.HasSuffix(r.URL.Path, "b") {
			size = 2 << 20
		}
		w.Header().Set("Content-Length", strconv.Itoa(size))
		w.Header().Set("Connection", "close")
		w.WriteHeader(413)
		w.Write(make([]byte, size))
	})))
}
