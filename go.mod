module lungang

go 1.26
