package service

import (
	"encoding/json"
	"net/http"
)

// answer writes JSON. A client that has gone is nobody's fault.
func answer(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}
