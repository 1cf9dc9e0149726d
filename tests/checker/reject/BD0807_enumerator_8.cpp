// expect BD0807
enum class Colour { _Red, blue };
