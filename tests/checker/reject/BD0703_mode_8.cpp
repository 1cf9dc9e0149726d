// expect BD0703
typedef int Word __attribute__((mode(QI)));
