// expect BD0807
struct _Handle {};
