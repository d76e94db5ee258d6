package store_test

import (
	"fmt"
	"os"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lungang/fixtures"
	"lungang/model"
	"lungang/store"
)

// BenchmarkStoreCity stores a city's dataset with personal data of every
// teacher, and reads it again:
//
//	go test ./store -run '^$' -bench StoreCity -benchtime 3x
func BenchmarkStoreCity(b *testing.B) {
	problem := fixtures.Generate(fixtures.City(), 1)
	text, err := model.Canonical(problem)
	require.NoError(b, err)
	people := map[model.TeacherID]store.Personal{}
	for i, t := range problem.Teachers {
		people[t.ID] = store.Personal{Name: fmt.Sprintf("教师%d", i), IDNumber: fmt.Sprintf("11010119900307%04d", i%10000)}
	}
	b.Logf("%d teachers, %.1f MB of canonical bytes", len(people), float64(len(text))/1e6)
	for _, d := range []store.Dialect{store.SQLite, store.PostgreSQL} {
		b.Run(string(d), func(b *testing.B) {
			s := newBench(b, d)
			tenant := s.tenant(b)
			var dataset *store.Dataset
			b.ReportAllocs()
			var document, inside, read time.Duration
			for b.Loop() {
				begin := time.Now()
				doc, hash := store.NewDocument(text), store.HashPrefix+problem.Hash()
				document += time.Since(begin)
				begin = time.Now()
				s.do(b, func(tx *store.Tx) (err error) {
					dataset, err = tx.Datasets().Create(tenant, clerk, store.NewDataset{Document: doc, Problem: problem, Hash: hash})
					if err != nil {
						return err
					}
					return tx.People().Replace(tenant, clerk, dataset.ID, people)
				})
				inside += time.Since(begin)
				begin = time.Now()
				require.NoError(b, s.View(b.Context(), func(tx *store.Tx) error {
					got, err := tx.Datasets().Document(tenant, dataset.ID)
					require.NoError(b, err)
					require.Len(b, got, len(text))
					all, err := tx.People().All(tenant, dataset.ID)
					require.NoError(b, err)
					require.Len(b, all, len(people))
					return nil
				}))
				read += time.Since(begin)
			}
			n := float64(b.N)
			b.ReportMetric(document.Seconds()/n, "hash+compress-s/op")
			b.ReportMetric(inside.Seconds()/n, "write-s/op")
			b.ReportMetric(read.Seconds()/n, "read-s/op")
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			b.ReportMetric(float64(m.Sys)/(1<<20), "MiB-from-system")
			if s.Dialect() == store.SQLite {
				info, err := os.Stat(s.Path())
				require.NoError(b, err)
				b.ReportMetric(float64(info.Size())/n/1e6, "MB-file/op")
			}
		})
	}
}

// BenchmarkGetPlan is one read of one plan, as for a page of it.
func BenchmarkGetPlan(b *testing.B) {
	for _, d := range []store.Dialect{store.SQLite, store.PostgreSQL} {
		b.Run(string(d), func(b *testing.B) {
			s := newBench(b, d)
			w := newWorld(b, s, "amark")
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					if err := s.View(b.Context(), func(tx *store.Tx) error { _, err := tx.Plans().Get(w.tenant, w.done.ID); return err }); err != nil {
						b.Error(err)
					}
				}
			})
		})
	}
}
