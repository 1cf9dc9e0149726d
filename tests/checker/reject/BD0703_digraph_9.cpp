// expect BD0703
<:<:gnu::weak:>:> int f() { return 1; }
