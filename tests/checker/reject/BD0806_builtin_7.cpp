// expect BD0806
#undef __cplusplus
