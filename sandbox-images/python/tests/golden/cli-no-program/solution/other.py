print("not the program")
